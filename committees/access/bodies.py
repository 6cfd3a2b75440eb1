"""Who works for which body. Bodies are public; their rights come from posts of the body."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from committees.models import Body
from committees.models.body import BodyQuerySet
from foundation.actor import Actor
from residents.access.needs import posts_answering
from residents.access.operators import is_operator, may_shape_town
from residents.access.standing import footings, has_right_at, holding_at, holding_in
from residents.models import Post, Tabling
from residents.models.place import has_ended, in_force, in_ranges
from residents.roles import Right


def visible_bodies(user: Any) -> BodyQuerySet:
    """Bodies are public, those of the Party too: by name, area and number, never by person."""
    return Body.objects.filter(in_force("organization__ended_on"))


def bodies_with(user: Any, right: Right) -> BodyQuerySet:
    """The bodies in whose posts the user has the right."""
    mine = [s.organization for s in footings(user) if s.organization and s.has(right)]
    return Body.objects.filter(organization__in=mine)


def sat_bodies(user: Any) -> BodyQuerySet:
    """The bodies that the user sits on or works for."""
    return bodies_with(user, Right.SIT)


def convened_bodies(user: Any) -> BodyQuerySet:
    """The bodies whose meetings the user calls."""
    return bodies_with(user, Right.CONVENE)


def filed_bodies(user: Any) -> BodyQuerySet:
    """The bodies whose minutes the user writes."""
    return bodies_with(user, Right.FILE_MINUTES)


def joinable_bodies(user: Any) -> BodyQuerySet:
    """The bodies that may meet together with one that the user convenes: those the user convenes
    too, and those of the same places."""
    mine = convened_bodies(user)
    return visible_bodies(user).filter(
        Q(pk__in=mine.values("pk")) | Q(organization__place__in=mine.values("organization__place"))
    )


def may_join(user: Any, lead: Body, other: Body) -> bool:
    """Whether the user calls the other body into a meeting that this one leads."""
    same_place = lead.record_path == other.record_path
    return not has_ended(other.organization.ended_on) and (same_place or may_convene(user, other))


def bodies_in(paths: list[str]) -> BodyQuerySet:
    """The bodies of the places within these paths."""
    return Body.objects.filter(in_ranges("organization__place__path", paths))


def holding_to_convene(user: Any, body: Body) -> int | None:
    """The holding by which the user calls meetings of the body and sets their agenda."""
    return holding_in(user, Right.CONVENE, body.organization_id)


def holding_to_file_minutes(user: Any, body: Body) -> int | None:
    """The holding by which the user writes and submits minutes of the body."""
    return holding_in(user, Right.FILE_MINUTES, body.organization_id)


def holding_to_approve_minutes(user: Any, body: Body) -> int | None:
    """The holding by which the user approves and publishes minutes at the body's place."""
    return holding_at(user, Right.APPROVE_MINUTES, body.record_path)


def may_convene(user: Any, body: Body) -> bool:
    """Whether the user calls meetings of the body."""
    return holding_to_convene(user, body) is not None


def may_file_minutes(user: Any, body: Body) -> bool:
    """Whether the user writes minutes of the body."""
    return holding_to_file_minutes(user, body) is not None


def may_approve_minutes(user: Any, body: Body) -> bool:
    """Whether the user approves minutes at the body's place."""
    return holding_to_approve_minutes(user, body) is not None


def may_keep_body(by: Actor, path: str) -> bool:
    """Whether the actor may enter and change bodies at the place with this path."""
    return may_shape_town(by, path)


def may_keep_seats(by: Actor, body: Body) -> bool:
    """Whether the actor fills and ends seats of the body: its chair, or who gives posts there.

    The chair's own seat needs more, because its post does (see residents.access.accounts).
    """
    if is_operator(by):
        return True
    at_place = has_right_at(by.user, Right.GIVE_POSTS, body.record_path)
    return at_place or may_convene(by.user, body)


def owner_posts(body: Body) -> QuerySet[Post]:
    """The posts that can carry out what the body agrees: those that answer for its place."""
    return posts_answering(body.record_path)


def waiting_tablings(body: Body) -> QuerySet[Tabling]:
    """The needs put before the body that are on no agenda, the oldest first."""
    return body.organization.tablings.filter(state=Tabling.State.OPEN).order_by("tabled_at", "pk")
