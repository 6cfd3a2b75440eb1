"""A list poured into a form: each row into a row of cells, from the cells that are bound down; in
Word into a row of the table, which is repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format

from foundation.docx.filling import OF
from foundation.sheets.book import address, place
from foundation.sheets.reading import Grid
from gaoqiao.reports.queries.gaps import inside
from gaoqiao.reports.queries.measure import Column, Measure
from gaoqiao.reports.queries.measures import measure_of
from gaoqiao.reports.queries.papers import in_figures

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


def lists_in(
    values: Frozen, begins: Callable[[str], Any]
) -> dict[tuple[Any, str, int], dict[str, str]]:
    """The lists among what goes into a form: where each begins, its figure and its place, with its
    columns by cell."""
    lists: dict[tuple[Any, str, int], dict[str, str]] = {}
    for at, value in values.items():
        if value.get("column") and value["number"] is not None:
            key = (begins(at), value["measure"], value["place"])
            lists.setdefault(key, {})[at] = value["column"]
    return lists


def lines_of(key: str, columns: dict[str, str], rows: Frozen) -> list[list[Any]]:
    """The rows of a list, each with what stands in its columns. One query."""
    measure = measure_of(key)
    if measure is None:
        return []
    shown = [one for one in map(measure.column, columns.values()) if one]
    return cells_of_rows(measure, rows[next(iter(columns))]["now"], shown)


def poured_into(
    grids: list[Grid], values: Frozen, rows: Frozen
) -> tuple[dict[str, Any], list[Frozen]]:
    """By cell what goes into it, and for each list that is longer than its room how many rows are
    left out. The columns of one list that begin in one row have the same room."""
    by_name, given, left = {grid.name: grid for grid in grids}, dict[str, Any](), list[Frozen]()
    for ((sheet, _row), key, _place), columns in lists_in(values, sheet_and_row).items():
        lines = lines_of(key, columns, rows)
        room = min(free_below(by_name[sheet.strip("'")], at, len(lines)) for at in columns)
        for at, cells in zip(columns, zip(*lines[:room], strict=True), strict=False):
            first, column = place(at.rpartition("!")[2])
            given |= {f"{sheet}!{address(first + n, column)}": c for n, c in enumerate(cells)}
        if len(lines) > room:
            left.append({"at": next(iter(columns)), "why": NO_ROOM, "left": len(lines) - room})
    return given, left


def sheet_and_row(at: str) -> tuple[str, int]:
    """Where a cell lies, whatever its column."""
    sheet, _mark, spot = at.rpartition("!")
    return sheet, place(spot)[0]


def rows_for_word(values: Frozen, rows: Frozen) -> dict[str, list[dict[str, str]]]:
    """By list of a Word form its rows, each with the columns that something is bound to, in
    words."""
    given = {}
    for (name, key, _place), columns in lists_in(values, list_of).items():
        names = [at.rpartition(OF)[2] for at in columns]
        lines = lines_of(key, columns, rows)
        given[name] = [dict(zip(names, map(in_words, line), strict=True)) for line in lines]
    return given


def list_of(at: str) -> str:
    """The list whose column a field of a Word form is; "" for a field by itself."""
    return at.rpartition(OF)[0]


def in_words(cell: Any) -> str:
    """What stands in a cell as a paper says it."""
    if isinstance(cell, date):
        return date_format(cell, "DATE_FORMAT")
    if isinstance(cell, int | Decimal):
        return in_figures(Decimal(cell))
    return cell or ""


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
