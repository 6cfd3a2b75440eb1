"""Who sees meetings: everybody those of bodies that are not the Party's."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from committees.access.bodies import bodies_in, sat_bodies
from committees.kinds import PARTY_KINDS
from committees.models import Meeting
from residents.access.standing import footings, paths_with
from residents.roles import Right

# A meeting belongs to the body that leads it: a joint one is public where that is not the Party's.
PARTY_LED = Q(lead__kind__in=PARTY_KINDS)


def visible_meetings(user: Any) -> QuerySet[Meeting]:
    """Public meetings; those of the user's bodies and places, also where the Party leads."""
    steps = footings(user)
    if not steps:
        return Meeting.objects.filter(~PARTY_LED)
    return Meeting.objects.filter(
        ~PARTY_LED
        | Q(pk__in=own_meetings(user).values("pk"))
        | Q(lead__in=bodies_in(overseen_paths(user)))
    )


def own_meetings(user: Any) -> QuerySet[Meeting]:
    """The meetings of the bodies that the user sits on, led by them or joint."""
    mine = sat_bodies(user).values("pk")
    return Meeting.objects.filter(Q(lead__in=mine) | Q(bodies__in=mine)).distinct()


def overseen_paths(user: Any) -> list[str]:
    """The paths in which the user approves minutes, or reads everything."""
    steps = footings(user)
    return paths_with(steps, Right.APPROVE_MINUTES) + paths_with(steps, Right.READ_ALL)
