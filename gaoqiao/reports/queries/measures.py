"""Every measure of the town, by key. Rooms that are switched off have none."""

from __future__ import annotations

from collections.abc import Iterable

from gaoqiao.reports.queries import of_committees, of_needs, of_services
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.rooms import is_on

MEASURES = {
    measure.key: measure
    for measures in (of_needs.MEASURES, of_committees.MEASURES, of_services.MEASURES)
    for measure in measures
}
PART = ":"  # between the key of a measure that is cut up and the key of a piece


def measure_of(key: str) -> Measure | None:
    """The measure of a figure's key, as long as its room is open."""
    measure = MEASURES.get(key.partition(PART)[0])
    return measure if measure and is_on(measure.room) else None


def measures_of(keys: Iterable[str]) -> list[Measure]:
    """Those that there are, in the order of the keys."""
    return [measure for key in keys if (measure := measure_of(key))]
