"""Counting: a measure over a window becomes figures, each with the keys of its rows. The number is
always computed from the very rows that are listed behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gaoqiao.reports.figures import Figure, Kind
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.reports.queries.measures import PART
from residents.windows import Window


@dataclass(frozen=True)
class Counted:
    """A figure with the keys of its rows, in their order; `label` names a piece."""

    figure: Figure
    keys: list[int]
    label: str = ""


def counted(measure: Measure, window: Window) -> dict[str, Counted]:
    """The figure of a measure under its key; of one that is cut up, a figure for each piece. One
    query for the rows, and what `each` reads of them."""
    return figures_from(list(measure.rows(window)), measure, window)


def all_counted(measures: Iterable[Measure], window: Window) -> Iterator[dict[str, Counted]]:
    """As `counted`, of each measure; rows that several count from are read once for all of them."""
    read: dict[Callable[[Window], Any], list[Any]] = {}
    for measure in measures:
        if measure.rows not in read:
            read[measure.rows] = list(measure.rows(window))
        yield figures_from(read[measure.rows], measure, window)


def figures_from(rows: list[Any], measure: Measure, window: Window) -> dict[str, Counted]:
    """The figures of a measure from its rows. Where there are none, nothing more is read."""
    worth = worth_of(measure, window, rows) if rows else one
    if measure.group is None:
        return {measure.key: of_rows(measure, rows, worth)}
    pieces: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        pieces.setdefault(measure.group(row), []).append(row)
    return {
        f"{measure.key}{PART}{key}": of_rows(measure, piece, worth, label)
        for (key, label), piece in pieces.items()
    }


def worth_of(measure: Measure, window: Window, rows: list[Any]) -> Callable[[Any], Any]:
    """What a row adds: one where the measure counts."""
    return measure.each(window, rows) if measure.each else one


def one(row: Any) -> int:
    """A row counts as itself."""
    return 1


def of_rows(
    measure: Measure, rows: list[Any], worth: Callable[[Any], Any], label: str = ""
) -> Counted:
    """The figure of these rows."""
    keys, label = [row.pk for row in rows], measure.states(rows) if measure.states else label
    if measure.whole:
        return Counted(measure.whole(rows), keys, label)
    given = [worth(row) for row in rows]
    pairs = given if measure.kind == Kind.RATIO else [(one, 0) for one in given]
    total, base = (sum((Decimal(pair[n]) for pair in pairs), Decimal(0)) for n in (0, 1))
    return Counted(Figure(len(rows), total, base), keys, label)


def together(measure: Measure, parts: Iterable[Counted]) -> Counted:
    """The whole of some parts: their sum, or, where it is not, counted from their rows. One query
    in that case."""
    found = list(parts)
    label = next((part.label for part in found if part.label), "")
    keys = [key for part in found for key in part.keys]
    if measure.whole:
        return of_rows(measure, list(measure.by_keys(keys)), one, label)
    return Counted(sum((part.figure for part in found), Figure()), keys, label)


def is_additive(measure: Measure) -> bool:
    """Whether the parts' numbers may be added up on a page."""
    return measure.whole is None and measure.kind in (Kind.COUNT, Kind.SUM)
