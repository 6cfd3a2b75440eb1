"""What is written is what is read, whoever reads it, and it never becomes a formula."""

import csv
import io
import math
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from foundation.sheets.workbook import Column, Sheet, write
from tests import libreoffice

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/C calc'!A0", '=HYPERLINK("x")']
PLAIN = [
    "高桥镇",
    "",
    " vor und nach ",
    "a\nb",
    "<&>\"'",
    "]]>",
    "330203190001010000",
    "&amp;",
    "�",
]
TEXTS = DANGEROUS + PLAIN


def made(*sheets, **more):
    out = io.BytesIO()
    write(out, sheets, **more)
    return out.getvalue()


def one(*columns):
    """A workbook of one sheet whose columns are these lists of values."""
    titles = [Column(f"c{n}") for n in range(len(columns))]
    return made(Sheet("s", titles, zip(*columns, strict=True)))


def cells(data):
    """The values under the head of the first sheet, as openpyxl reads them."""
    rows = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(min_row=2)
    return [list(row) for row in rows]


def test_every_text_is_a_text_with_that_very_value():
    for (cell,), text in zip(cells(one(TEXTS)), TEXTS, strict=True):
        assert (cell.value or "") == text
        assert (cell.data_type, cell.number_format) == ("s", "@")


def test_a_day_has_room_and_all_columns_are_printed_on_one_page():
    data = made(Sheet("s", [Column("日"), Column("x" * 30)], [[date(2026, 11, 22), ""]]))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet.column_dimensions["A"].width >= len("2026-11-22") + 2
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_calamine_reads_the_same():
    values = [[7, Decimal("-2.50"), date(2026, 11, 22), True, None, text] for text in TEXTS]
    data = made(Sheet("s", [Column("x")] * 6, values))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[1:] == [[7, -2.5, date(2026, 11, 22), True, "", text] for text in TEXTS]


def test_numbers_and_days_are_numbers_and_days():
    values = [3, -7, 10**14, 0.1, Decimal("12345678901.25"), True]
    values += [date(2026, 11, 22), date(1900, 3, 1), datetime(2026, 1, 2, 3, 4, 5)]  # noqa: DTZ001
    read = [cell.value for (cell,) in cells(one(values))]
    read[6:8] = [value.date() for value in read[6:8]]
    assert read == [3, -7, 10**14, 0.1, 12345678901.25, True, *values[6:]]


def test_a_moment_is_told_in_local_time():
    moments = [datetime(2026, 11, 22, 16, 30, tzinfo=UTC)] * 2
    assert str(cells(one(moments))[1][0].value) == "2026-11-23 00:30:00"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (330203190001010000, "330203190001010000"),
        (-(10**15), "-1000000000000000"),
        (math.nan, "nan"),
        (-math.inf, "-inf"),
        (Decimal("NaN"), "NaN"),
        (date(1900, 2, 28), "1900-02-28"),
        ("a\x00b\x03c\x04\ufffe\ud800", "a�b�c���"),
        ("长" * 40000, "长" * 32766 + "…"),
        ("长" * 32767, "长" * 32767),
    ],
)
def test_what_a_cell_cannot_hold_is_told_in_words_and_nothing_beside_it_changes(value, told):
    beside = ["=1", 5, date(2026, 1, 1)]
    rows = cells(made(Sheet("s", [Column("x")] * 4, [[*beside, n] for n in ("before", value)])))
    assert [cell.value for cell in rows[1]] == ["=1", 5, datetime(2026, 1, 1), told]  # noqa: DTZ001
    assert [cell.value for cell in rows[0]][3] == "before"


@given(st.lists(st.tuples(st.text(), st.integers() | st.none() | st.text()), max_size=8))
def test_no_text_reaches_out_of_its_cell(rows):
    """Whatever is typed, the sheet has as many cells and the XML only the elements we write."""
    data = made(Sheet("s", [Column("a"), Column("b")], rows))
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert xml.count(b"<c") - xml.count(b"<cols") - xml.count(b"<col ") == 2 * (len(rows) + 1)
    assert xml.count(b"<f") == 0
    read = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert read.max_row == len(rows) + 1


def test_head_row_widths_names_and_formats():
    columns = [Column("村", width=30), Column("金额（元）", format="#,##0.00"), Column("=x")]
    sheets = [Sheet("a/b:*?", columns, [["x", Decimal("1"), "y"]]), Sheet("A B", columns, [])]
    book = openpyxl.load_workbook(io.BytesIO(made(*sheets, Sheet("a b", columns, []))))
    assert book.sheetnames == ["a b", "A B (2)", "a b (3)"]
    sheet = book.worksheets[0]
    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["A2"].font.bold) == ("A2", True, False)
    assert [sheet.column_dimensions[c].width for c in "AB"] == [30, 12]
    assert (sheet["B2"].number_format, sheet["C1"].value) == ("#,##0.00", "=x")
    assert sheet["C1"].data_type == "s"


def test_rows_that_a_sheet_cannot_hold_go_on_in_the_next():
    book = openpyxl.load_workbook(
        io.BytesIO(made(Sheet("s", [Column("n")], ([n] for n in range(9))), most_rows=5))
    )
    assert book.sheetnames == ["s", "s (2)", "s (3)"]
    told = [[row[0].value for row in sheet.rows] for sheet in book]
    assert told == [["n", 0, 1, 2, 3], ["n", 4, 5, 6, 7], ["n", 8]]


def test_rows_are_taken_as_they_are_written():
    """A reader that closes after some rows has not made the source yield them all."""
    taken = []

    class Full(io.RawIOBase):
        def writable(self):
            return True

        def write(self, data):
            if len(taken) > 2000:
                raise OSError("full")
            return len(data)

    rows = ([taken.append(n) or f"{n * 7919}"] for n in range(100_000))
    with pytest.raises(OSError, match="full"):
        write(Full(), [Sheet("s", [Column("n")], rows)])
    assert 2000 < len(taken) < 60_000


def test_the_same_rows_make_the_same_file():
    assert one(TEXTS, range(len(TEXTS))) == one(TEXTS, range(len(TEXTS)))


@pytest.mark.parametrize("rows", [[["a"]], [["a", "b", "c"]], [["a", "b"], []]])
def test_a_row_of_another_length_is_an_error(rows):
    with pytest.raises(ValueError, match="zip"):
        made(Sheet("s", [Column("a"), Column("b")], rows))


def test_a_workbook_of_no_sheet_is_an_error():
    with pytest.raises(ValueError, match="one sheet"):
        made()


@pytest.mark.libreoffice
def test_libreoffice_reads_every_value():
    rows = [
        [n, Decimal(n) / 4, date(2026, 1, 1), None, n % 2 == 0, text]
        for n, text in enumerate(TEXTS * 20)
    ]
    data = made(
        Sheet("一", [Column(str(n)) for n in range(6)], rows), Sheet("二", [Column("x")], [])
    )
    made_of_it = libreoffice.converted(data, "xlsx", libreoffice.CSV)
    assert sorted(made_of_it) == ["file-一.csv", "file-二.csv"]
    told = list(csv.reader(io.StringIO(made_of_it["file-一.csv"].decode(), newline="")))
    expected = [
        [str(n), f"{n / 4:g}", "2026-01-01", "", str(n % 2 == 0).upper(), line_ends(text)]
        for n, text in enumerate(TEXTS * 20)
    ]
    assert [[*row[:5], line_ends(row[5])] for row in told[1:]] == expected


def line_ends(text):
    """A CR in a cell is a new line to LibreOffice."""
    return text.replace("\r", "\n")
