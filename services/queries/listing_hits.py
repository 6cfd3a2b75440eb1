"""What words have found of the services: few, so that all that the list asks of them is read at
once, and they are chosen, counted and put in order without the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from residents.paths import is_within
from services.hours import minute_of
from services.kinds import When
from services.queries.counted import said_by, shown_of
from services.queries.standings import ANOTHER_DAY, LATER_TODAY, OPEN_NOW
from services.steps import Said, moves_of

Paths = Mapping[str, str]


@dataclass(frozen=True)
class Hit:
    """A service that was found: where it stands in the list, and what it is found by."""

    rank: int
    path: str
    slug: str
    key: int
    values: dict[str, set[str]]  # by axis, but for the place

    def has(self, axis: str, value: str, paths: Paths) -> bool:
        """Whether a filter lets it through."""
        if axis == "place":
            return is_within(self.path, paths[value])
        return value in self.values[axis]

    def passes(self, chosen: Mapping[str, str], paths: Paths, without: Container[str] = ()) -> bool:
        """Whether the filters that are set, but some, let it through."""
        return all(
            self.has(axis, value, paths)
            for axis, value in chosen.items()
            if value and axis not in without
        )


def hits_of(keys: Iterable[int], now: datetime) -> list[Hit]:
    """These listings, in the order of the list. Four queries, none for no keys."""
    rows = shown_of(keys)
    said = said_by(rows, [now.date()])
    found = []
    for key, row in rows.items():
        whens = whens_at(said[key], now)
        values = {axis: set(said[key][axis]) for axis in ("kind", "for", "cost")}
        found.append(Hit(rank_by(whens), row.place.path, row.slug, key, values | {"when": whens}))
    return sorted(found, key=lambda hit: (hit.rank, hit.path, hit.slug))


def whens_at(said: Said, now: datetime) -> set[str]:
    """Which choices of the time find a service at this moment: those for which it is counted."""
    day, minute = said["days"][now.date().isoformat()], minute_of(now)
    steps: Counter[str] = Counter()
    for when, at, change in moves_of(day["spans"], day["week"]):
        steps[when] += change if at <= minute else 0
    return {when for when, counted in steps.items() if counted}


def rank_by(whens: Container[str]) -> int:
    """The rank (see `standings.ranked`) of what these choices of the time find."""
    if When.NOW in whens:
        return OPEN_NOW
    return LATER_TODAY if When.LATER in whens else ANOTHER_DAY
