"""One place's co-governance as the front page draws it: who leads, who sits. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from committees.access.bodies import visible_bodies
from committees.kinds import CONSULTATIVE_KINDS, BodyKind
from committees.models import Body
from committees.queries.representation import representation
from committees.representation import Share

LOOKED_AT = 60  # bodies, in place order: the committee and the branches of some ten villages


@dataclass(frozen=True)
class CoGoverned:
    """A co-governance committee: the share over it and the functional branches beside it, each
    person once, and the share of the committee alone."""

    committee: Body
    share: Share
    branches: int
    alone: Share


def co_governed(user: Any, on: date | None = None) -> CoGoverned | None:
    """The first place, in place order, whose committee has its branches beside it, else the first
    committee with a member. Official places come first. At most six queries."""
    rows = visible_bodies(user).filter(kind__in=CONSULTATIVE_KINDS)
    rows = rows.select_related("organization__place", "led_by__organization")
    by_place: dict[int, list[Body]] = {}
    for body in rows[:LOOKED_AT]:
        by_place.setdefault(body.organization.place_id, []).append(body)
    for bodies in sorted(by_place.values(), key=lambda some: rank(some))[:3]:
        committee = next((body for body in bodies if body.kind == BodyKind.COMMITTEE), None)
        if committee and (share := representation(bodies, on)).all:
            alone = representation([committee], on)
            return CoGoverned(committee, share, len(bodies) - 1, alone)
    return None


def rank(bodies: list[Body]) -> tuple[bool, int, str]:
    """Official places first, those with more bodies before the others, then in place order."""
    place = bodies[0].organization.place
    return place.code is None, -len(bodies), place.path
