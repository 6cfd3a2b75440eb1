"""Cells of an Excel form by the words beside and above them, and those that are empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foundation.sheets.book import area, place
from foundation.sheets.reading import Cell, Grid

MOST_GAPS = 200


@dataclass(frozen=True, slots=True)
class Named:
    """A cell by its target ("Sheet1!C4") and what stands beside and above it."""

    at: str
    label: str


def spot(cell: Cell) -> tuple[int, int]:
    """Row and column of a cell."""
    return place(cell.at)


def labels_of(grid: Grid) -> dict[str, str]:
    """For each cell the last words to its left and above it, "row · column"; "" where there are
    none. A number is no word."""
    above: dict[int, str] = {}
    found: dict[str, str] = {}
    for row in grid.rows:
        left = ""
        for cell in row:
            column = spot(cell)[1]
            found[cell.at] = " · ".join(one for one in (left, above.get(column, "")) if one)
            if isinstance(cell.value, str) and cell.value.strip():
                left = " ".join(cell.value.split())
                for covered in range(column, column + cell.across):
                    above[covered] = left
    return found


def empty_cells(grids: Iterable[Grid]) -> list[Named]:
    """The empty cells that have words both beside and above them, a few hundred at most: what
    somebody is expected to fill in."""
    return list(gaps(grids))


def gaps(grids: Iterable[Grid]) -> Iterator[Named]:
    """The same, one by one."""
    left = MOST_GAPS
    for grid in grids:
        labels = labels_of(grid)
        under = {at for one in grid.merged for at in inside(one)}
        for row in grid.rows:
            for cell in row:
                open_cell = cell.value is None and not cell.formula and spot(cell) not in under
                if open_cell and " · " in labels[cell.at] and left:
                    left -= 1
                    yield Named(f"{grid.name}!{cell.at}", labels[cell.at])


def inside(reference: str) -> set[tuple[int, int]]:
    """The places that a merged cell covers, its first one excepted."""
    first, last = area(reference)
    return {
        (row, column)
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
    } - {first}
