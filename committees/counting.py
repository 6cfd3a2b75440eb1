"""How many sat in bodies and how many of them took part, each person once. Values only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Count:
    """How many were entitled and took part; None is a number that nobody has stated."""

    entitled: int | None = None
    present: int | None = None
    entitled_households: int | None = None
    present_households: int | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """What was written of one item's vote: its place on the agenda, its result, its tally."""

    number: int
    title: str
    result: str
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    withdrew: int = 0

    @property
    def tally(self) -> tuple[int | None, int | None, int | None]:
        """For, against, abstained."""
        return self.votes_for, self.votes_against, self.abstained

    @property
    def sum(self) -> int | None:
        """Everybody who voted or withdrew; None while a number is missing."""
        given = [votes for votes in self.tally if votes is not None]
        return sum(given) + self.withdrew if len(given) == len(self.tally) else None


def cast_on(item: Any, number: int = 0) -> Cast:
    """The vote on an item as it is written down."""
    return Cast(
        number=number,
        title=item.title,
        result=item.result,
        votes_for=item.votes_for,
        votes_against=item.votes_against,
        abstained=item.abstained,
        withdrew=item.withdrew,
    )


def seats_count(seats: Iterable[Any], came: Collection[int] | None) -> Count | None:
    """The people of these seats and how many took part, a substitute for her seat; None without
    seats. `came` None means that nobody has written the list yet."""
    rows = list(seats)
    if not rows:
        return None
    entitled = len({seat.person_id for seat in rows})
    if came is None:
        return Count(entitled)
    there = {s.person_id for s in rows if s.person_id in came or s.substitute_id in came}
    return Count(entitled, len(there))
