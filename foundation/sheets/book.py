"""An Excel form opened: its sheets by name, and their cells where they stand.

The parts are read by lxml without entities or network, after `files.office` has judged the file.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from foundation.files import office
from foundation.files.package import Package
from foundation.files.unfit import Unfit

REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
MOST_PLACES = 100_000  # that are drawn, or lie in merged cells
Element = Any  # lxml says of no element what it is
Place = tuple[int, int]  # row and column, from 1


class Book:
    """The workbook; raises `Unfit` for a file that is none of Excel's or is not taken."""

    def __init__(self, data: bytes) -> None:
        kept = office.cleaned(data)
        if kept.kind != office.XLSX:
            raise Unfit("damaged")
        self.package = Package(kept.data)
        main = next(iter(self.targets("", "/officeDocument").values()), "")
        self.main = main
        self.workbook = self.xml(main)
        sheets = self.targets(main, "/worksheet")
        self.sheets = {
            sheet.get("name", ""): sheets[relation_of(sheet)]
            for sheet in self.workbook.iterfind("{*}sheets/{*}sheet")
            if relation_of(sheet) in sheets
        }

    def xml(self, name: str) -> Element:
        """The root of a part."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return etree.fromstring(self.package.read(name), parser)
        except etree.LxmlError:
            raise Unfit("damaged") from None

    def targets(self, part: str, kind: str) -> dict[str, str]:
        """The parts that a part names, of a kind of relation, by the id that it gives them."""
        folder, _, name = part.rpartition("/")
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self.package:
            return {}
        return {
            line.get("Id", ""): posixpath.normpath(
                posixpath.join("/", folder, line.get("Target", ""))
            ).lstrip("/")
            for line in self.xml(listed)
            if line.get("Type", "").endswith(kind) and line.get("TargetMode") != "External"
        }


def relation_of(sheet: Element) -> str:
    """The id of the relation by which the workbook names a sheet."""
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")


def place(reference: str) -> Place:
    """(4, 3) for C4; raises `Unfit` for what is no address."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        raise Unfit("damaged")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def address(row: int, column: int) -> str:
    """C4 for (4, 3)."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def area(reference: str) -> tuple[Place, Place]:
    """The first and the last cell of B2:C4, or of a single cell."""
    one, _, other = reference.partition(":")
    (top, left), (bottom, right) = place(one), place(other or one)
    return (min(top, bottom), min(left, right)), (max(top, bottom), max(left, right))


def rows_of(sheet: Element) -> Iterator[tuple[int, Element]]:
    """The rows with their numbers; a row may leave out its own."""
    number = 0
    for row in sheet.iterfind("{*}sheetData/{*}row"):
        number = whole(row.get("r"), number + 1)
        yield number, row


def cells_in(number: int, row: Element) -> Iterator[tuple[Place, Element]]:
    """The cells of a row with their places; a cell may leave out its own."""
    column = 0
    for cell in row.iterfind("{*}c"):
        column = place(cell.get("r"))[1] if cell.get("r") else column + 1
        yield (number, column), cell


def merged_in(sheet: Element) -> list[tuple[Place, Place]]:
    """The areas that are shown as one cell."""
    found = [area(one.get("ref", "")) for one in sheet.iterfind("{*}mergeCells/{*}mergeCell")]
    if sum((b[0] - a[0] + 1) * (b[1] - a[1] + 1) for a, b in found) > MOST_PLACES:
        raise Unfit("reach")
    return found


def whole(words: str | None, usual: int = 0) -> int:
    """A whole number of the file; raises `Unfit` for what is none."""
    if not words:
        return usual
    if not (words.isascii() and words.isdecimal()):
        raise Unfit("damaged")
    return int(words[:9])
