"""Counting: a measure over a window becomes figures, each with the keys of its rows. The number is
always computed from the very rows that are listed behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    query for the rows, and what `each` reads."""
    rows = list(measure.rows(window))
    worth = worth_of(measure, window, rows)
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
    if measure.whole:
        figure = measure.whole(rows)
    else:
        figure = Figure(len(rows), sum((Decimal(worth(row)) for row in rows), Decimal(0)))
    return Counted(figure, [row.pk for row in rows], label)


def together(measure: Measure, parts: Iterable[Counted]) -> Figure:
    """The figure of the whole: the sum of the parts, or, where it is not, counted from their rows.
    One query in that case."""
    found = list(parts)
    if measure.whole:
        keys = [key for part in found for key in part.keys]
        return measure.whole(measure.by_keys(keys))
    return sum((part.figure for part in found), Figure())


def is_additive(measure: Measure) -> bool:
    """Whether the parts' numbers may be added up on a page."""
    return measure.whole is None and measure.kind in (Kind.COUNT, Kind.SUM)
