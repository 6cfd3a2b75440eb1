"""Who sees papers on meetings and what was agreed in them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from committees.access.bodies import (
    bodies_in,
    filed_bodies,
    holding_to_approve_minutes,
    holding_to_file_minutes,
    sat_bodies,
)
from committees.access.meetings import overseen_paths
from committees.kinds import PARTY_KINDS, MinutesState
from committees.models import Body, Minutes, MinutesPhoto, Resolution
from residents.access.standing import footings, holding_of, paths_with
from residents.roles import Right

PUBLIC = Q(state=MinutesState.PUBLISHED) & ~Q(meeting__lead__kind__in=PARTY_KINDS)
SETTLED = Q(state__in=[MinutesState.APPROVED, MinutesState.PUBLISHED])
HANDED_IN = Q(
    state__in=[MinutesState.SUBMITTED, MinutesState.APPROVED, MinutesState.PUBLISHED],
)


def public_minutes() -> QuerySet[Minutes]:
    """Published papers of bodies that are not the Party's."""
    return Minutes.objects.filter(PUBLIC)


def current_minutes() -> QuerySet[Minutes]:
    """Published papers that no newer one corrects: those that lists and search show."""
    return public_minutes().exclude(corrected_by__state=MinutesState.PUBLISHED)


def visible_minutes(user: Any) -> QuerySet[Minutes]:
    """Papers that the user may open.

    Everybody: published ones. Chair and secretary: all of their body. A member: approved ones of
    the body. Who approves or oversees: those handed in, of their places.
    """
    if not footings(user):
        return public_minutes()
    return Minutes.objects.filter(
        PUBLIC
        | Q(meeting__lead__in=filed_bodies(user))
        | SETTLED & (Q(meeting__lead__in=sat_bodies(user)) | of_joint(user))
        | HANDED_IN & Q(meeting__lead__in=bodies_in(overseen_paths(user)))
    )


def of_joint(user: Any) -> Q:
    """The condition that a body of the user's took part in the meeting."""
    joint = Body.meetings.through.objects.filter(body__in=sat_bodies(user).values("pk"))
    return Q(meeting__in=joint.values("meeting"))


def editable_minutes(user: Any) -> QuerySet[Minutes]:
    """Drafts that the user may write on."""
    return Minutes.objects.filter(
        state=MinutesState.DRAFT, meeting__lead__in=filed_bodies(user).values("pk")
    )


def approvable_minutes(user: Any) -> QuerySet[Minutes]:
    """Papers of the places in which the user approves, handed in or further."""
    paths = paths_with(footings(user), Right.APPROVE_MINUTES)
    return Minutes.objects.filter(HANDED_IN, meeting__lead__in=bodies_in(paths))


def minutes_to_approve(user: Any) -> QuerySet[Minutes]:
    """Handed in and waiting for somebody like the user, who did not hand them in herself."""
    return (
        approvable_minutes(user).filter(state=MinutesState.SUBMITTED).exclude(submitted_by=user.pk)
    )


def visible_photos(user: Any) -> QuerySet[MinutesPhoto]:
    """Photos shown with public papers; every photo for who writes or approves the paper."""
    working = Minutes.objects.filter(meeting__lead__in=filed_bodies(user)).values("pk")
    approving = approvable_minutes(user).values("pk")
    return MinutesPhoto.objects.filter(
        Q(public=True, minutes__in=public_minutes().values("pk"))
        | Q(minutes__in=working)
        | Q(minutes__in=approving)
    )


def published_resolutions() -> QuerySet[Resolution]:
    """What was agreed, as everybody may read it."""
    return Resolution.objects.filter(public_at__isnull=False).exclude(
        item__meeting__lead__kind__in=PARTY_KINDS
    )


def holding_to_carry_out(user: Any, resolution: Resolution) -> int | None:
    """The holding by which the user tells how an outcome goes: of its owner post."""
    return holding_of(user, resolution.carrier)


def holding_to_hand_over(user: Any, resolution: Resolution) -> int | None:
    """The holding by which the user gives an outcome to another post: of the body that agreed it,
    or approving its minutes. The post itself does not pass on what it was given."""
    lead = resolution.item.meeting.lead
    return holding_to_file_minutes(user, lead) or holding_to_approve_minutes(user, lead)
