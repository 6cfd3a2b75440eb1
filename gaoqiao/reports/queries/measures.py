"""Every measure of the town, by key. Rooms that are switched off have none."""

from __future__ import annotations

from collections.abc import Iterable

from gaoqiao.reports.queries import (
    of_committees,
    of_ledger,
    of_needs,
    of_offers,
    of_services,
    of_workshops,
)
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.rooms import is_on

ROOMS = (of_needs, of_offers, of_committees, of_services, of_ledger, of_workshops)
MEASURES = {measure.key: measure for room in ROOMS for measure in room.MEASURES}
PART = ":"  # between the key of a measure that is cut up and the key of a piece


def measure_of(key: str) -> Measure | None:
    """The measure of a figure's key, as long as its room is open."""
    measure = MEASURES.get(key.partition(PART)[0])
    return measure if measure and is_on(measure.room) else None


def measures_of(keys: Iterable[str]) -> list[Measure]:
    """Those that there are, in the order of the keys."""
    return [measure for key in keys if (measure := measure_of(key))]


def days_after(keys: Iterable[str]) -> int:
    """How many days after a period all of these can be told."""
    return max((measure.days_after for measure in measures_of(keys)), default=0)


def figures_of(measure: Measure) -> list[tuple[str, str]]:
    """The key and the words of each figure that a measure can give: one, or its pieces. One query
    where it is cut up."""
    words = str(measure.words)
    if measure.pieces is None:
        return [(measure.key, words)]
    return [(f"{measure.key}{PART}{key}", f"{words} · {label}") for key, label in measure.pieces()]


def words_by_key(keys: Iterable[str]) -> dict[str, str]:
    """What each figure is called; its key where it is no more. One query for each measure that is
    cut up."""
    asked = set(keys)
    measures = {one.key: one for key in asked if (one := measure_of(key))}
    known = {key: words for one in measures.values() for key, words in figures_of(one)}
    return {key: known.get(key, key) for key in asked}
