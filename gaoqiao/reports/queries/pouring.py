"""A list poured into a form: each row into a row of cells, from the cells that are bound down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from foundation.sheets.book import address, place
from foundation.sheets.reading import Grid
from gaoqiao.reports.queries.gaps import inside
from gaoqiao.reports.queries.measure import Column, Measure
from gaoqiao.reports.queries.measures import measure_of

NO_ROOM = "no_room"
MOST_ROWS = 2_000  # below the last row of a form
Frozen = dict[str, Any]


def cells_of_rows(measure: Measure, keys: list[int], columns: Iterable[Column]) -> list[list[Any]]:
    """What these rows have in these columns, in the order of the keys. One query."""
    found = {row.pk: row for row in measure.by_keys(keys)}
    shown = list(columns)
    return [[told(one.value(found[key])) for one in shown] for key in keys if key in found]


def told(value: Any) -> Any:
    """A value that a cell can hold."""
    held = value is None or isinstance(value, int | Decimal | date)
    return value if held else str(value)


def poured_into(
    grids: list[Grid], values: Frozen, rows: Frozen
) -> tuple[dict[str, Any], list[Frozen]]:
    """By cell what goes into it, and for each list that is longer than its room how many rows are
    left out. The columns of one list that begin in one row have the same room."""
    lists: dict[tuple[Any, ...], dict[str, str]] = {}
    for at, value in values.items():
        if value.get("column") and value["number"] is not None:
            sheet, _mark, spot = at.rpartition("!")
            key = (sheet, place(spot)[0], value["measure"], value["place"])
            lists.setdefault(key, {})[at] = value["column"]
    by_name, given, left = {grid.name: grid for grid in grids}, dict[str, Any](), list[Frozen]()
    for (sheet, _row, key, _place), columns in lists.items():
        measure = measure_of(key)
        if measure is None:
            continue
        shown = [one for one in map(measure.column, columns.values()) if one]
        lines = cells_of_rows(measure, rows[next(iter(columns))]["now"], shown)
        room = min(free_below(by_name[sheet.strip("'")], at, len(lines)) for at in columns)
        for at, cells in zip(columns, zip(*lines[:room], strict=True), strict=False):
            first, column = place(at.rpartition("!")[2])
            given |= {f"{sheet}!{address(first + n, column)}": c for n, c in enumerate(cells)}
        if len(lines) > room:
            left.append({"at": next(iter(columns)), "why": NO_ROOM, "left": len(lines) - room})
    return given, left


def free_below(grid: Grid, at: str, asked: int) -> int:
    """How many cells from this one down can be filled: up to the first that holds something."""
    first, column = place(at.rpartition("!")[2])
    held = {
        place(cell.at)[0]
        for row in grid.rows[first:]
        for cell in row
        if place(cell.at)[1] == column and (cell.value is not None or cell.formula)
    }
    held |= {row for one in grid.merged for row, other in inside(one) if other == column}
    last = min((row for row in held if row > first), default=first + MOST_ROWS)
    return min(asked, last - first)
