"""A Word template is filled with our values, and can do nothing else."""

import io
import time
from decimal import Decimal

import docx
import pytest

from foundation.docx.filling import fields_of, filled, places_of
from foundation.files.unfit import Unfit
from tests import libreoffice
from tests.factories.office import make_docx, make_xlsx, parts_of

ROWS = [{"编号": "2611-0001", "天数": 3}, {"编号": "2611-0002", "天数": None}]


def text_of(data):
    document = docx.Document(io.BytesIO(data))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return "\n".join(p.text for p in document.paragraphs), cells


def one(words, **given):
    return text_of(filled(make_docx(words), given))[0]


def test_names_are_filled_wherever_they_stand():
    data = make_docx("{{ 诉求数 }} 件，{{ ratio }}%", header="{{ town }}")
    made = filled(data, {"诉求数": 12, "ratio": Decimal("0.1E+2"), "town": "高桥镇"})
    assert text_of(made)[0] == "12 件，10%"
    header = docx.Document(io.BytesIO(made)).sections[0].header
    assert header.paragraphs[0].text == "高桥镇"


def test_a_name_that_word_has_cut_into_runs_is_one_name():
    document = docx.Document()
    paragraph = document.add_paragraph()
    for part in ("{{ to", "w", "n }}"):
        paragraph.add_run(part)
    out = io.BytesIO()
    document.save(out)
    assert fields_of(out.getvalue()) == ["town"]
    assert text_of(filled(out.getvalue(), {"town": "x"}))[0] == "x"


def test_rows_of_a_list_are_rows_of_the_table():
    table = [["编号", "天数"], ["{%tr for row in needs %}", ""]]
    table += [["{{ row.编号 }}", "{{ loop.index }}/{{ row.天数 }}"], ["{%tr endfor %}", ""]]
    cells = text_of(filled(make_docx(table=table), {"needs": ROWS}))[1]
    assert cells == [["编号", "天数"], ["2611-0001", "1/3"], ["2611-0002", "2/"]]


def test_a_row_that_names_columns_of_a_list_is_repeated_without_any_mark():
    table = [["序号", "编号", "天数"], ["{{ loop.index }}", "{{ 诉求.编号 }}", "{{诉求.天数}} 天"]]
    data = make_docx("共 {{ n }} 件", table=[*table, ["合计", "{{ n }}", ""]])
    assert places_of(data) == ["n", "诉求.编号", "诉求.天数"]
    cells = text_of(filled(data, {"n": 2, "诉求": ROWS}))[1]
    assert cells[1:] == [["1", "2611-0001", "3 天"], ["2", "2611-0002", " 天"], ["合计", "2", ""]]
    assert text_of(filled(data, {}))[1][1:] == [["合计", "", ""]]


def test_a_loop_that_somebody_wrote_stays_as_it_is():
    table = [["{%tr for row in needs %}", ""], ["{{ row.编号 }}", "x"], ["{%tr endfor %}", ""]]
    data = make_docx(table=table)
    assert places_of(data) == ["needs.编号"]
    assert text_of(filled(data, {"needs": ROWS}))[1] == [["2611-0001", "x"], ["2611-0002", "x"]]


@pytest.mark.parametrize(
    "data",
    [
        make_docx("{{ needs.number }}"),
        make_docx(table=[["{{ needs.number }}", "{{ other.number }}"]]),
        make_docx(table=[["{{ needs.__class__ }}"]]),
        make_docx(table=[["{{ needs.items() }}"]]),
    ],
    ids=["not in a table", "two lists in a row", "python's own", "a call"],
)
def test_columns_are_those_of_one_list_in_a_row_of_a_table(data):
    with pytest.raises(Unfit) as refusal:
        places_of(data)
    assert refusal.value.reason == "template"


def test_fields_are_named_in_the_order_of_the_text_each_once():
    data = make_docx(
        "{{ b }} {{ a }} {{ b }}",
        "{% if c %}{% for row in d %}{{ row.x }}{{ loop.index }}{{ e }}{% endfor %}{% endif %}",
        header="{{ f }}",
    )
    assert fields_of(data) == ["b", "a", "c", "d", "e", "f"]
    assert fields_of(make_docx("Nothing here")) == []


def test_a_name_without_a_value_is_blank():
    words = "[{{ a }}][{% for r in a %}x{% endfor %}][{% if a > 3 %}y{% endif %}]"
    assert one(words) == "[][][]"
    assert one("[{% for r in rows %}{{ r.gone }}{% endfor %}]", rows=ROWS) == "[]"


@pytest.mark.parametrize(
    "value", ["<w:p/>", "A & B < C", "]]>", "{{ b }}", "{% for x in y %}", "a\x00\x07\x0cb", "'\""]
)
def test_a_value_is_words_and_never_markup_or_a_field(value):
    shown = "a���b" if "\x00" in value else value
    assert one("{{ a }}", a=value, b="SECRET") == shown


@pytest.mark.parametrize("place", ["body", "header"])
def test_a_template_that_says_more_is_refused_wherever_it_says_so(place):
    words = "{{ a.__class__ }}"
    data = make_docx(words) if place == "body" else make_docx(header=words)
    for read in (fields_of, lambda data: filled(data, {"a": "x"})):
        with pytest.raises(Unfit) as refusal:
            read(data)
        assert refusal.value.reason == "template"


def test_pythons_own_things_are_out_of_reach_of_a_row():
    words = "{% for r in rows %}[{{ r.items }}{{ r.keys }}{{ r.copy }}{{ loop.cycle }}]{% endfor %}"
    assert one(words, rows=[{"a": 1}]) == "[]"


def test_loops_in_loops_end():
    words = "{% for a in r %}" * 2 + "{% endfor %}" * 2
    assert one(words, r=["x"] * 100) == ""
    with pytest.raises(Unfit) as refusal:
        one(words, r=["x"] * 200)
    assert refusal.value.reason == "size"


@pytest.mark.parametrize("value", [object(), {"a": object()}, [open], 1.5, b"x"])
def test_only_words_and_numbers_go_in(value):
    with pytest.raises(TypeError):
        filled(make_docx("{{ a }}"), {"a": value})


def test_a_workbook_is_no_template():
    with pytest.raises(Unfit):
        fields_of(make_xlsx())


def test_nobodys_name_is_in_what_is_made_and_it_is_the_same_each_time():
    data = make_docx("{{ a }}")
    made = filled(data, {"a": 1})
    assert not [name for name in parts_of(made) if name.startswith("docProps")]
    assert made == filled(data, {"a": 1})


def brief():
    """A template of 60 paragraphs and 20 tables of 13 rows and 5 columns, and its values."""
    document = docx.Document()
    for n in range(20):
        for part in range(3):
            document.add_paragraph(f"{{{{ words{n} }}}}，共 {{{{ count{n} }}}} 件。" * (part + 1))
        table = document.add_table(4, 5)
        table.cell(0, 0).text = "标题"
        table.cell(1, 0).text = f"{{%tr for row in rows{n} %}}"
        for at in range(5):
            table.cell(2, at).text = f"{{{{ row.c{at} }}}}"
        table.cell(3, 0).text = "{%tr endfor %}"
    out = io.BytesIO()
    document.save(out)
    row = {f"c{at}": f"第{at}格的内容" for at in range(5)}
    given = {f"words{n}": "本月受理的诉求都已答复，办结的情况如下" * 4 for n in range(20)}
    given |= {f"count{n}": n for n in range(20)} | {f"rows{n}": [row] * 12 for n in range(20)}
    return out.getvalue(), given


def test_a_brief_of_twenty_pages_takes_less_than_two_seconds():
    template, given = brief()
    began = time.process_time()
    made = filled(template, given)
    assert time.process_time() - began < 2
    words, cells = text_of(made)
    assert words.count("本月受理的诉求都已答复") == 20 * 4 * 6
    assert len(cells) == 20 * 13
    assert {len(row) for row in cells} == {5}


@pytest.mark.libreoffice
def test_libreoffice_opens_what_is_made():
    made = filled(make_docx("{{ a }}", table=[["{{ b }}", "x"]]), {"a": "甲 & 乙", "b": "<b>"})
    (text,) = libreoffice.converted(made, "docx", "txt:Text (encoded):UTF8").values()
    assert text.decode("utf-8-sig").split() == ["甲", "&", "乙", "<b>", "x"]
