"""Every measure of the town, by key. Rooms that are switched off have none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from gaoqiao.reports.periods import Period, period_of
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


def last_told(kind: str, keys: Iterable[str], today: date) -> tuple[Period, date]:
    """The last period of which all of these can be told, and the day from which they can be: what
    was counted before lacks some."""
    later = timedelta(days=days_after(keys))
    period = period_of(kind, today - later).before
    return period, period.until + later


def figures_of(measure: Measure) -> list[tuple[str, str]]:
    """The key and the words of each figure that a measure can give: one, or its pieces. One query
    where it is cut up."""
    words = str(measure.words)
    if measure.pieces is None:
        return [(measure.key, words)]
    return [(key, f"{words} · {label}") for key, label in keyed_pieces(measure)]


def keyed_pieces(measure: Measure) -> list[tuple[str, str]]:
    """The key of each figure that a measure is cut up into, and the words of the piece."""
    found = measure.pieces() if measure.pieces else []
    return [(f"{measure.key}{PART}{key}", label) for key, label in found]


def words_of_pieces(measure: Measure) -> dict[str, str]:
    """The words of each piece in the page's language, by the key of its figure; none where what was
    told with a number is kept with it."""
    return {} if measure.states else dict(keyed_pieces(measure))


def words_by_key(keys: Iterable[str]) -> dict[str, str]:
    """What each figure is called, of rooms that are closed too; its key where there never was such
    a measure. One query for each measure that is cut up."""
    asked = set(keys)
    measures = {key: MEASURES.get(key.partition(PART)[0]) for key in asked}
    known = {
        key: words
        for measure in {one.key: one for one in measures.values() if one}.values()
        for key, words in figures_of(measure)
    }
    return {key: known.get(key) or once_known(key, measure) for key, measure in measures.items()}


def once_known(key: str, measure: Measure | None) -> str:
    """The words of a piece that its measure is not cut into any more."""
    return _("%(figure)s · no longer in use") % {"figure": measure.words} if measure else key
