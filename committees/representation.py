"""Whom a body, or several together, speaks for: values in, values out.

Each person counts once, whatever the number of her seats. She counts as a representative of a
social group if one of her seats speaks for such a group and none for the Party organisation, so
that the share is never overstated. By group she stands in one only: the Party organisation if any
seat speaks for it, else the group of her earliest seat (of seats begun on one day, the first
entered). So the groups add up to all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

PARTY = "party"


@dataclass(frozen=True, slots=True)
class SeatFact:
    """One seat filled on the day: whose, for whom, since when, and its key."""

    person: int
    group: str
    since: date
    key: int


@dataclass(frozen=True, slots=True)
class Share:
    """So many of social groups among all members, and members by group."""

    social: int
    all: int
    by_group: dict[str, int]

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded down; None where nobody sits."""
        return 100 * self.social // self.all if self.all else None

    def above(self, percent: int) -> bool:
        """Whether the share is more than so many per cent."""
        return 100 * self.social > percent * self.all


def share_of(seats: Iterable[SeatFact]) -> Share:
    """The share over the seats of any bodies on one day."""
    group_of: dict[int, str] = {}
    for seat in sorted(seats, key=lambda seat: (seat.group != PARTY, seat.since, seat.key)):
        group_of.setdefault(seat.person, seat.group)
    by_group: dict[str, int] = {}
    for group in group_of.values():
        by_group[group] = by_group.get(group, 0) + 1
    everybody = len(group_of)
    return Share(everybody - by_group.get(PARTY, 0), everybody, by_group)
