"""What still needs a post, a place or an organisation that is to go, for who ends it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from foundation.refusals import NAMED, Obstacle
from residents.models import (
    Holding,
    Need,
    NeedCategory,
    Organization,
    Place,
    Post,
    Referral,
    Tabling,
    Venue,
)
from residents.models.place import in_force
from residents.stages import OPEN_STATES

Called = tuple[str, Any]


def itself(row: Any) -> Called:
    """A row by its own name."""
    return str(row), row


def need_of(row: Referral | Tabling) -> Called:
    """The need by its number, which is opened instead."""
    return row.need.number, row.need


def holder_of(holding: Holding) -> Called:
    """Who holds it."""
    return holding.person.name, holding


def standing(
    words: str, rows: QuerySet[Any], called: Callable[[Any], Called] = itself
) -> Iterator[Obstacle]:
    """The obstacle that these rows are, if there are any. One query."""
    if found := [called(row) for row in rows[: NAMED + 1]]:
        yield Obstacle(words, found)


def holdings_after(post: Post, moment: datetime) -> QuerySet[Holding]:
    """Who holds the post at the moment or will."""
    held = Holding.objects.filter(Q(until__isnull=True) | Q(until__gt=moment), post=post)
    return held.select_related("person")


def needs_waiting_on(post: Post) -> QuerySet[Need]:
    """The open needs that the post owns."""
    return Need.objects.filter(owner_post=post, state__in=OPEN_STATES).order_by("number")


def referrals_waiting_on(post: Post) -> QuerySet[Referral]:
    """What was sent to the department's post and waits for its answer."""
    waiting = post.referrals.filter(state__in=Referral.OPEN_STATES).order_by("need__number")
    return waiting.select_related("need")


def kinds_routed_to(post: Post) -> QuerySet[NeedCategory]:
    """The kinds of need that go to the post."""
    return NeedCategory.objects.filter(route=post)


def parts_in_force(place: Place, day: date) -> QuerySet[Place]:
    """The places right inside that do not end by the day."""
    return Place.objects.filter(in_force("ended_on", day), parent=place)


def posts_in_force(seat: Place | Organization, day: date) -> QuerySet[Post]:
    """The posts of the place or organisation that are not abolished by the day."""
    return seat.posts.filter(in_force("abolished_on", day))


def open_needs_in(place: Place) -> QuerySet[Need]:
    """The open needs of the place."""
    return Need.objects.filter(place=place, state__in=OPEN_STATES).order_by("number")


def organizations_in_force(place: Place, day: date) -> QuerySet[Organization]:
    """The organisations of the place that do not end by the day."""
    return Organization.objects.filter(in_force("ended_on", day), place=place)


def venues_in_force(place: Place, day: date) -> QuerySet[Venue]:
    """The venues of the place that do not end by the day."""
    return Venue.objects.filter(in_force("ended_on", day), place=place)


def venues_owned(organization: Organization, day: date) -> QuerySet[Venue]:
    """The venues of the organisation that do not end by the day."""
    return organization.venues_owned.filter(in_force("ended_on", day))


def tablings_before(body: Organization) -> QuerySet[Tabling]:
    """What waits before the body."""
    waiting = body.tablings.filter(state__in=Tabling.OPEN_STATES).order_by("need__number")
    return waiting.select_related("need")
