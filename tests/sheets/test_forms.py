"""A district's own workbook: drawn cell by cell, filled, and otherwise as it was."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.drawing.image import Image
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.table import Table

from foundation.files import office
from foundation.files.unfit import Unfit
from foundation.sheets.filling import Unfillable, filled
from foundation.sheets.reading import Cell, cells_of
from tests import libreoffice
from tests.factories.office import make_docx, make_xlsx, parts_of, replaced, with_parts
from tests.factories.uploads import make_image

SHEET = "xl/worksheets/sheet1.xml"


def district(book):
    """A form as districts send them: a merged title, borders, formulas, a picture, a chart."""
    sheet = book.active
    sheet["A1"] = "月度报表"
    sheet.merge_cells("A1:C1")
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A2"], sheet["B2"], sheet["C2"] = "指标", "本月", "上月"
    sheet["A3"], sheet["B3"], sheet["C3"] = "诉求数", None, 4
    sheet["A4"], sheet["C4"] = "金额", Decimal("1234.5")
    sheet["B4"].number_format = sheet["C4"].number_format = "#,##0.00"
    sheet["A5"], sheet["B5"], sheet["C5"] = "合计", "=SUM(B3:B4)", "=SUM(C3:C4)"
    sheet["A6"], sheet["B6"] = "填报日期", date(2026, 10, 31)
    sheet["B6"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["C7"].border = Border(bottom=Side(style="thin"))
    sheet.column_dimensions["A"].width = 30
    sheet.add_image(Image(io.BytesIO(make_image("PNG"))), "E1")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=2, max_row=4))
    sheet.add_chart(chart, "E8")
    book.create_sheet("说 明's")["A1"] = "=Sheet1!B5*2"


FORM = make_xlsx(district)
OTHER = "'说 明''s'!B2"


def read(data, **more):
    return openpyxl.load_workbook(io.BytesIO(data), **more)


class TestReading:
    def test_cells_have_values_formats_and_spans(self):
        grid, other = cells_of(FORM)
        assert (grid.name, other.name, grid.used, grid.merged) == (
            "Sheet1", "说 明's", "A1:C7", ("A1:C1",),
        )  # fmt: skip
        assert [[cell.at for cell in row] for row in grid.rows[:2]] == [["A1"], ["A2", "B2", "C2"]]
        assert grid.rows[0][0] == Cell("A1", "月度报表", "月度报表", across=3)
        assert grid.rows[2][1:] == (Cell("B3"), Cell("C3", 4, "4"))
        assert grid.rows[3][1] == Cell("B4", format="#,##0.00")
        assert grid.rows[3][2] == Cell("C4", Decimal("1234.5"), "1,234.50", "#,##0.00")
        assert grid.rows[4][1] == Cell("B5", formula=True)
        assert grid.rows[5][1].value == date(2026, 10, 31)
        assert grid.rows[5][1].text == "2026-10-31"
        assert grid.widths[0] == 30
        assert other.used == "A1:A1"

    def test_an_empty_sheet_has_no_rows(self):
        (grid,) = cells_of(make_xlsx(lambda book: book.active.delete_rows(1)))
        assert (grid.rows, grid.used) == ((), "")

    def test_other_kinds_of_values(self):
        def fill(book):
            sheet = book.active
            sheet["A1"], sheet["B1"] = True, 0.125
            sheet["B1"].number_format = "0.0%"
            sheet["C1"] = datetime(2026, 1, 2, 3, 4)  # noqa: DTZ001
            sheet["D1"], sheet["E1"] = 1e300, "00123"

        (row,) = cells_of(make_xlsx(fill))[0].rows
        assert [c.text for c in row] == ["TRUE", "12.5%", "2026-01-02 03:04", str(10**300), "00123"]

    def test_rows_and_cells_need_not_say_where_they_are(self):
        rows = b"<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>"
        whole = b"<worksheet xmlns='%s'><sheetData>%s</sheetData></worksheet>" % (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", rows,
        )  # fmt: skip
        data = with_parts(FORM, {SHEET: whole})
        grid = cells_of(data)[0]
        assert [[cell.value for cell in row] for row in grid.rows] == [[1, 2], [3, None]]
        made = cells_of(filled(data, {"Sheet1!B1": 9, "Sheet1!C2": 8}))[0]
        assert [[cell.value for cell in row] for row in made.rows] == [[1, 9, None], [3, None, 8]]

    def test_a_form_that_is_too_far_or_no_workbook_is_refused(self):
        far = make_xlsx(lambda book: book.active.cell(5000, 256, 1))
        for data, reason in (
            (far, "reach"),
            (make_docx("x"), "damaged"),
            (b"PK\x03\x04", "damaged"),
        ):
            with pytest.raises(Unfit) as refusal:
                cells_of(data)
            assert refusal.value.reason == reason

    def test_merged_cells_beyond_all_measure_are_refused(self):
        merged = b"".join(b'<mergeCell ref="A%d:IV5000"/>' % n for n in range(1, 100))
        data = replaced(FORM, SHEET, b"</mergeCells>", merged + b"</mergeCells>")
        with pytest.raises(Unfit):
            cells_of(data)


class TestFilling:
    def test_values_stand_in_their_cells_with_the_cells_looks(self):
        given = {
            "Sheet1!B3": 12, "Sheet1!B4": Decimal("62000.50"), "Sheet1!B6": date(2026, 11, 30),
            "Sheet1!A1": "=1+1 <&", "Sheet1!D9": "新", "Sheet1!C3": None, OTHER: date(2026, 11, 1),
        }  # fmt: skip
        made = filled(FORM, given)
        before, sheet = read(FORM)["Sheet1"], read(made)["Sheet1"]
        assert [sheet[at].value for at in ("B3", "B4", "A1", "D9", "C3", "C4")] == [
            12, 62000.5, "=1+1 <&", "新", None, 1234.5,
        ]  # fmt: skip
        assert sheet["A1"].data_type == "s"
        assert sheet["B6"].value == datetime(2026, 11, 30)  # noqa: DTZ001
        assert read(made)["说 明's"]["B2"].value == "2026-11-01"
        for row in before.iter_rows():
            for cell in row:
                assert sheet[cell.coordinate].style_id == cell.style_id
        assert sheet.column_dimensions["A"].width == 30
        assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:C1"]
        assert (sheet["B5"].value, sheet["C5"].value) == ("=SUM(B3:B4)", "=SUM(C3:C4)")

    def test_every_other_part_is_the_same_to_the_byte(self):
        before, after = (
            parts_of(office.cleaned(FORM).data),
            parts_of(filled(FORM, {"Sheet1!B3": 1})),
        )
        assert before.keys() == after.keys()
        changed = {name for name in before if before[name] != after[name]}
        assert changed == {SHEET, "xl/worksheets/sheet2.xml", "xl/workbook.xml"}
        assert {"xl/charts/chart1.xml", "xl/media/image1.png"} <= before.keys() - changed

    def test_results_that_no_longer_hold_are_forgotten(self):
        before, formula, after = parts_of(FORM)[SHEET].partition(b"<f>SUM(B3:B4)</f>")
        after = after[after.index(b"</c>") :]
        data = with_parts(FORM, {SHEET: before + formula + b"<v>99</v>" + after})
        assert read(data, data_only=True)["Sheet1"]["B5"].value == 99
        made = filled(data, {"Sheet1!B3": 1})
        assert read(made, data_only=True)["Sheet1"]["B5"].value is None
        assert read(made).calculation.fullCalcOnLoad

    @pytest.mark.parametrize(
        ("at", "said"),
        [
            ("Sheet1!B1", "A1"), ("Sheet1!B5", "formula"), ("Gone!A1", "no sheet"),
            ("Sheet1!A0", "address"), ("Sheet1!a1", "address"), ("B3", "no sheet"),
            ("Sheet1!A5001", "address"), ("Sheet1!IW1", "address"), ("Sheet1!B3:B4", "address"),
            ("", "no sheet"), ("Sheet1!", "address"),
        ],
    )  # fmt: skip
    def test_a_cell_that_cannot_take_a_value_is_named(self, at, said, settings):
        settings.LANGUAGE_CODE = "en"
        with pytest.raises(Unfillable) as refusal:
            filled(FORM, {"Sheet1!B3": 1, at: 5})
        assert refusal.value.at == at
        assert said in refusal.value.message

    def test_titles_of_tables_and_cells_of_array_formulas_stay(self):
        def table(book):
            sheet = book.active
            for row in (["甲", "乙"], [1, 2], [3, 4]):
                sheet.append(row)
            sheet.add_table(Table(displayName="T", ref="A2:B4"))

        data = make_xlsx(table)
        assert cells_of(filled(data, {"Sheet1!A3": 7}))[0].rows[2][0].value == 7
        with pytest.raises(Unfillable):
            filled(data, {"Sheet1!B2": "丙"})
        array = replaced(FORM, SHEET, b"<f>SUM(C3:C4)", b'<f t="array" ref="C5:C9">SUM(C3:C4)')
        with pytest.raises(Unfillable):
            filled(array, {"Sheet1!C7": 1})

    @pytest.mark.parametrize("value", [1.5, True, object(), b"x", [1]])
    def test_only_words_numbers_and_days_go_in(self, value):
        with pytest.raises(TypeError):
            filled(FORM, {"Sheet1!B3": value})

    def test_days_of_a_workbook_that_counts_from_1904(self):
        data = replaced(FORM, "xl/workbook.xml", b"<workbookPr", b'<workbookPr date1904="1"')
        made = filled(data, {"Sheet1!B6": date(2026, 11, 30)})
        assert read(made)["Sheet1"]["B6"].value == datetime(2026, 11, 30)  # noqa: DTZ001
        assert cells_of(made)[0].rows[5][1].value == date(2026, 11, 30)


@pytest.mark.libreoffice
def test_libreoffice_reckons_the_filled_form():
    made = filled(FORM, {"Sheet1!B3": 12, "Sheet1!B4": Decimal("100.5"), "Sheet1!C3": None})
    sheets = libreoffice.converted(made, "xlsx", libreoffice.CSV)
    rows = list(csv.reader(io.StringIO(sheets["file-Sheet1.csv"].decode())))
    assert [row[:3] for row in rows[2:5]] == [
        ["诉求数", "12", ""], ["金额", "100.5", "1234.5"], ["合计", "112.5", "1234.5"],
    ]  # fmt: skip
    assert sheets["file-说 明's.csv"].decode().strip() == "225"
