"""An Excel form, filled: values are put into its cells and everything else stays as it is.

Cells are changed one by one: styles, widths, merged cells, formulas, pictures, charts and print
settings stay, because their parts are copied. Dropped are the results that Excel kept beside
formulas (they are reckoned anew when the file is opened) and `docProps/`.
Refused is what would destroy something: a cell that holds a formula, one under a merged cell, the
head of a table.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from foundation.files.package import packed
from foundation.files.unfit import MOST_COLUMNS, MOST_ROWS
from foundation.sheets import formats
from foundation.sheets.book import (
    REFERENCE,
    Book,
    Element,
    Place,
    address,
    area,
    cells_in,
    merged_in,
    place,
    rows_of,
)
from foundation.sheets.reading import Styles
from foundation.sheets.rows import fit

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Unfillable(Exception):
    """A cell that nothing can be put into: `at` is as it was asked for, `message` a sentence."""

    def __init__(self, at: str, message: str) -> None:
        super().__init__(at)
        self.at, self.message = at, message


def filled(data: bytes, given: Mapping[str, Any]) -> bytes:
    """The form with these values, {"Sheet1!C4": value}: text, whole numbers, decimals, days, None
    (empties the cell). A text is never reckoned; a day is a day where the cell's format shows days,
    else its words.

    Raises `Unfillable` for the first cell that cannot take one, `Unfit` for a file that is not
    taken, TypeError for other values.
    """
    book = Book(data)
    styles, changed = Styles(book), {}
    roots = {name: book.xml(part) for name, part in book.sheets.items()}
    places: dict[str, dict[Place, Any]] = {}
    for at, value in given.items():
        name, spot = target(book, at)
        refuse_what_holds(book, name, roots[name], spot, at)
        places.setdefault(name, {})[spot] = checked(value)
    for name, values in places.items():
        for spot, value in values.items():
            put(cell_at(roots[name], spot), value, styles)
    for name, root in roots.items():
        forget_results(root)
        changed[book.sheets[name]] = root
    changed[book.main] = reckon_on_opening(book.workbook)
    return packed(
        (part, etree.tostring(changed[part], xml_declaration=True, encoding="UTF-8"))
        if part in changed
        else (part, book.package.read(part))
        for part in book.package
    )


def target(book: Book, at: str) -> tuple[str, Place]:
    """The sheet and the place that "Sheet1!C4" or "'My sheet'!C4" names."""
    name, _mark, reference = at.rpartition("!")
    if name.startswith("'") and name.endswith("'") and len(name) > 1:
        name = name[1:-1].replace("''", "'")
    if name not in book.sheets:
        raise Unfillable(at, _("The form has no sheet of this name."))
    if not REFERENCE.fullmatch(reference):
        raise Unfillable(at, _("This is not the address of a cell."))
    spot = place(reference)
    if spot[0] > MOST_ROWS or spot[1] > MOST_COLUMNS:
        raise Unfillable(at, _("This is not the address of a cell."))
    return name, spot


def refuse_what_holds(book: Book, name: str, sheet: Element, spot: Place, at: str) -> None:
    """Refuse a cell whose filling would destroy something else of the form."""
    for first, last in merged_in(sheet):
        if within(spot, first, last) and spot != first:
            told = _("The cell is part of a merged one, which begins at %(at)s.")
            raise Unfillable(at, told % {"at": address(*first)})
    for formula in sheet.iterfind("{*}sheetData/{*}row/{*}c/{*}f"):
        if formula.get("ref") and within(spot, *area(formula.get("ref"))):
            raise Unfillable(at, _("The cell is reckoned by a formula of the form."))
    if cell_at(sheet, spot).find("{*}f") is not None:
        raise Unfillable(at, _("The cell is reckoned by a formula of the form."))
    for part in book.targets(book.sheets[name], "/table").values():
        first, last = area(book.xml(part).get("ref", ""))
        if within(spot, first, (first[0], last[1])):
            raise Unfillable(at, _("The cell is a title of a table."))


def within(spot: Place, first: Place, last: Place) -> bool:
    """Whether a place lies in an area."""
    return first[0] <= spot[0] <= last[0] and first[1] <= spot[1] <= last[1]


def checked(value: Any) -> Any:
    """The value, if it is one that a cell can hold."""
    known = value is None or isinstance(value, str | int | Decimal | date)
    if known and not isinstance(value, bool | datetime):
        return fit(value)
    raise TypeError(f"a cell holds words, numbers and days, not {type(value).__name__}")


def cell_at(sheet: Element, spot: Place) -> Element:
    """The cell at a place, made in its order if the file has none there."""
    data = sheet.find("{*}sheetData")
    rows = [(number, row) for number, row in rows_of(sheet)]
    row = next((row for number, row in rows if number == spot[0]), None)
    if row is None:
        row = etree.Element(etree.QName(data, "row"), r=str(spot[0]))
        data.insert(sum(number < spot[0] for number, _row in rows), row)
        for number, other in rows:
            other.set("r", str(number))
    cells = list(cells_in(spot[0], row))
    cell = next((cell for at, cell in cells if at == spot), None)
    if cell is None:
        cell = etree.Element(etree.QName(data, "c"), r=address(*spot))
        row.insert(sum(at < spot for at, _cell in cells), cell)
        for at, other in cells:
            other.set("r", address(*at))
        row.attrib.pop("spans", None)
        told = sheet.find("{*}dimension")
        if told is not None:
            sheet.remove(told)
    return cell


def put(cell: Element, value: Any, styles: Styles) -> None:
    """Put a value into a cell, whose style stays."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if value is None:
        return
    code, _border = styles.of(cell)
    if isinstance(value, date) and formats.tells_time(code):
        value = value.toordinal() - styles.zero.toordinal()
    if isinstance(value, int | Decimal):
        number = etree.SubElement(cell, etree.QName(cell, "v"))
        number.text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return
    cell.set("t", "inlineStr")
    text = etree.SubElement(etree.SubElement(cell, etree.QName(cell, "is")), etree.QName(cell, "t"))
    text.text = formats.shown(value, "")
    text.set(SPACE, "preserve")


def forget_results(sheet: Element) -> None:
    """Take away what formulas came to when the form was saved: it no longer holds."""
    for cell in sheet.iterfind("{*}sheetData/{*}row/{*}c"):
        held = cell.find("{*}v")
        if cell.find("{*}f") is not None and held is not None:
            cell.remove(held)
            cell.attrib.pop("t", None)


def reckon_on_opening(workbook: Element) -> Element:
    """Have Excel reckon every formula when it opens the file."""
    asked = workbook.find("{*}calcPr")
    if asked is None:
        asked = etree.Element(etree.QName(workbook, "calcPr"))
        before = [workbook.find(f"{{*}}{name}") for name in ("definedNames", "sheets")]
        next(one for one in before if one is not None).addnext(asked)
    asked.set("fullCalcOnLoad", "1")
    return workbook
