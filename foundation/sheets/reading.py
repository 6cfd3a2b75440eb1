"""The cells of an Excel form, frozen, for drawing it as a table on a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from foundation.files.unfit import Unfit
from foundation.sheets import formats
from foundation.sheets.book import (
    MOST_PLACES,
    Book,
    Element,
    Place,
    address,
    cells_in,
    merged_in,
    rows_of,
    whole,
)
from foundation.sheets.rows import ZERO

USUAL_WIDTH, DAYS_TO_1904 = 9.0, 1462


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its address, value (text, int, Decimal, day, moment, bool or None), how that looks,
    its number format, whether it is reckoned, and over how many columns and rows it is merged."""

    at: str
    value: Any = None
    text: str = ""
    format: str = "General"
    formula: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet from A1 to the last cell that holds something or has a border. `rows` leave out what
    a merged cell covers; `widths` are in figures, one for each column."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[str, ...]
    widths: tuple[float, ...]

    @property
    def used(self) -> str:
        """The used range, A1:C4; "" for an empty sheet."""
        return f"A1:{address(len(self.rows), len(self.widths))}" if self.rows else ""


class Styles:
    """What is asked of a style: the format of its numbers, and whether it draws a border."""

    def __init__(self, book: Book) -> None:
        self.codes, self.bordered = ["General"], [False]
        told = book.workbook.find("{*}workbookPr")
        mac = told is not None and told.get("date1904") in ("1", "true")
        self.zero = ZERO + timedelta(days=DAYS_TO_1904) if mac else ZERO
        for name in book.targets(book.main, "/styles").values():
            root = book.xml(name)
            own = {
                whole(one.get("numFmtId")): one.get("formatCode", "")
                for one in root.iterfind("{*}numFmts/{*}numFmt")
            }
            found = list(root.iterfind("{*}cellXfs/{*}xf"))
            self.codes = [formats.code_of(whole(one.get("numFmtId")), own) for one in found]
            self.bordered = [whole(one.get("borderId")) > 0 for one in found]

    def of(self, cell: Element) -> tuple[str, bool]:
        """The format and whether there is a border."""
        at = whole(cell.get("s"))
        known = 0 <= at < len(self.codes)
        return (self.codes[at], self.bordered[at]) if known else ("General", False)


def cells_of(data: bytes) -> list[Grid]:
    """The sheets of a workbook in their order; raises `Unfit` for a file that is not taken."""
    book = Book(data)
    styles, texts = Styles(book), shared(book)
    return [grid(name, book.xml(part), styles, texts) for name, part in book.sheets.items()]


def shared(book: Book) -> list[str]:
    """The texts that cells name by number."""
    parts = book.targets(book.main, "/sharedStrings").values()
    return [words(one) for name in parts for one in book.xml(name).iterfind("{*}si")]


def words(element: Element) -> str:
    """The text of an element without its phonetic guide."""
    runs = [*element.iterfind("{*}t"), *element.iterfind("{*}r/{*}t")]
    return "".join(run.text or "" for run in runs)


def grid(name: str, sheet: Element, styles: Styles, texts: list[str]) -> Grid:
    """One sheet."""
    merged = merged_in(sheet)
    found, bordered = {}, []
    for number, row in rows_of(sheet):
        for at, element in cells_in(number, row):
            found[at], border = read(at, element, styles, texts)
            if border or found[at].value is not None or found[at].formula:
                bordered.append(at)
    corners = bordered + [last for _first, last in merged]
    last_row = max((at[0] for at in corners), default=0)
    last_column = max((at[1] for at in corners), default=0)
    spans = {first: (last[1] - first[1] + 1, last[0] - first[0] + 1) for first, last in merged}
    if last_row * last_column > MOST_PLACES:
        raise Unfit("reach")
    hidden = covered(merged)
    rows = tuple(
        tuple(
            spread(found.get(at) or Cell(address(*at)), spans.get(at, (1, 1)))
            for at in ((row, column) for column in range(1, last_column + 1))
            if at not in hidden
        )
        for row in range(1, last_row + 1)
    )
    told = tuple(f"{address(*first)}:{address(*last)}" for first, last in merged)
    return Grid(name, rows, told, widths_of(sheet, last_column))


def covered(merged: list[tuple[Place, Place]]) -> set[Place]:
    """The places that lie under a merged cell, its first one excepted."""
    return {
        (row, column)
        for first, last in merged
        for row in range(first[0], last[0] + 1)
        for column in range(first[1], last[1] + 1)
    } - {first for first, _last in merged}


def spread(cell: Cell, span: tuple[int, int]) -> Cell:
    """The cell over so many columns and rows."""
    across, down = span
    return Cell(cell.at, cell.value, cell.text, cell.format, cell.formula, across, down)


def read(at: Place, cell: Element, styles: Styles, texts: list[str]) -> tuple[Cell, bool]:
    """A cell as it is in the file, and whether it has a border."""
    code, border = styles.of(cell)
    kind, held = cell.get("t", "n"), cell.findtext("{*}v")
    value: Any = held
    if kind == "inlineStr":
        inside = cell.find("{*}is")
        value = words(inside) if inside is not None else None
    elif kind == "s":
        number = whole(held, -1)
        value = texts[number] if 0 <= number < len(texts) else None
    elif kind == "b" and held is not None:
        value = held == "1"
    elif kind == "n" and held is not None:
        value = formats.value_of(held.strip(), code, styles.zero)
    formula = cell.find("{*}f") is not None
    value = None if value == "" else value
    return Cell(address(*at), value, formats.shown(value, code), code, formula), border


def widths_of(sheet: Element, columns: int) -> tuple[float, ...]:
    """The widths of so many columns."""
    widths = [USUAL_WIDTH] * columns
    for one in sheet.iterfind("{*}cols/{*}col"):
        first, last = whole(one.get("min"), 1), whole(one.get("max"), 1)
        for at in range(first, min(last, columns) + 1):
            widths[at - 1] = width_in(one.get("width", ""))
    return tuple(widths)


def width_in(words: str) -> float:
    """A width of the file, between nothing and what Excel allows."""
    plain = re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,17})?", words)
    return min(255.0, float(words)) if plain else USUAL_WIDTH
