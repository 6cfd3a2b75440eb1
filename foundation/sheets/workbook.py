"""A workbook (.xlsx) written as its rows come, in memory that does not grow with them.

For exports and for the tables of reports. The same rows give the same bytes. Texts stand in the
sheet itself, cells carry no addresses, the zip is made at its fastest level: see `bench/export.py`
for what that is worth.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import chain, islice
from typing import IO

from django.utils import timezone

from foundation.sheets import parts
from foundation.sheets.rows import Row, Rows

AT_ONCE = 100
MOST_ROWS = 1_048_576  # of a sheet, its head among them
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, a number format of Excel's for its figures ("#,##0.00"; "" is the usual
    one), and its width in figures (None: as wide as the title)."""

    title: str
    format: str = ""
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: a name, its columns, and rows from anything that yields them, read once.

    Rows that a sheet cannot hold go on in a further one, "Name (2)".
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row] = field(repr=False)


def write(out: IO[bytes], sheets: Iterable[Sheet], *, most_rows: int = MOST_ROWS) -> None:
    """Write the sheets, one at least, to a file or anything else with `write`.

    Raises ValueError for a row that has not as many values as there are columns, for no sheet,
    and for more than twenty number formats in one.
    """
    names: list[str] = []
    styles, zone = [DAY, MOMENT], timezone.get_current_timezone()
    # Parts opened by name take the package's level, and bear no time.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for sheet in sheets:
            for rows in in_sheets(iter(sheet.rows), most_rows - 1):
                names.append(parts.name_of_sheet(sheet.name, names))
                name = f"xl/worksheets/sheet{len(names)}.xml"
                with package.open(name, "w", force_zip64=True) as part:
                    for piece in pieces(sheet.columns, rows, styles, zone):
                        part.write(piece)
        if not names:
            raise ValueError("a workbook has at least one sheet")
        targets = [("worksheet", f"worksheets/sheet{n + 1}.xml") for n in range(len(names))]
        targets.append(("styles", "styles.xml"))
        for name, text in (
            ("xl/styles.xml", parts.styles(styles)),
            ("xl/workbook.xml", parts.workbook(names)),
            ("xl/_rels/workbook.xml.rels", parts.relations(targets)),
            ("_rels/.rels", parts.relations([("officeDocument", "xl/workbook.xml")])),
            ("[Content_Types].xml", parts.content_types(len(names))),
        ):
            with package.open(name, "w") as part:
                part.write(text.encode())


def pieces(
    columns: Sequence[Column], rows: Iterator[Row], styles: list[str], zone: tzinfo
) -> Iterator[bytes]:
    """A sheet's XML, a hundred rows at a time; it adds its number formats to `styles`."""
    widths = [column.width or parts.width_of(column.title) for column in columns]
    yield parts.sheet_head(widths).encode()
    titles = Rows([""] * len(columns), styles, zone).xml([[str(c.title) for c in columns]])
    plain, bold = f's="{parts.TEXT}"'.encode(), f's="{parts.TITLE}"'.encode()
    yield titles.replace(b"<c " + plain, b"<c " + bold)
    cells = Rows([column.format for column in columns], styles, zone)
    while some := list(islice(rows, AT_ONCE)):
        yield cells.xml(some)
    yield parts.SHEET_FOOT.encode()


def in_sheets(rows: Iterator[Row], most: int) -> Iterator[Iterator[Row]]:
    """The rows in runs that a sheet can hold; one empty run if there are none."""
    yield islice(rows, most)
    for first in rows:
        yield chain([first], islice(rows, most - 1))
