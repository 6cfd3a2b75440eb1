"""A list with errors is refused with row and reason, and writes nothing."""

import pytest
from django.core.management import CommandError, call_command

from foundation.record.models import Entry
from residents.divisions import BadList, decoded, parsed
from residents.models import Place

HEADER = "code,name,parent_code,level\n"
CITY = "330200,宁波市,330000,city\n"
DISTRICT = "330203,海曙区,330200,district\n"
TOWN = "330203100,高桥镇,330203,town\n"
GOOD = HEADER + CITY + DISTRICT + TOWN

BAD = {
    "empty": ("", "空"),
    "blank lines": ("\n\n , \n", "第 3 行"),
    "header only": (HEADER, "表头"),
    "wrong header": (GOOD.replace("parent_code", "parent"), "第 1 行"),
    "columns in another order": (GOOD.replace("code,name", "name,code", 1), "第 1 行"),
    "too few cells": (GOOD + "330203100002,长乐社区居委会,village\n", "第 5 行"),
    "too many cells": (GOOD + "330203100002,长乐社区,330203100,village,x\n", "第 5 行"),
    "short code": (GOOD + "33020310002,长乐社区,330203100,village\n", "第 5 行"),
    "long code": (GOOD.replace("330203100,", "3302031000,"), "第 4 行"),
    "letters": (GOOD + "33020310000x,长乐社区,330203100,village\n", "第 5 行"),
    "other digits": (GOOD + "３３０２０３100002,长乐社区,330203100,village\n", "第 5 行"),
    "unknown parent": (GOOD + "330203101002,横街居委会,330203101,village\n", "330203101"),
    "parent of itself": (GOOD + "330203100002,长乐社区,330203100002,village\n", "第 5 行"),
    "parent two levels up": (GOOD + "330203100002,长乐社区,330203,village\n", "第 5 行"),
    "city of no province": (GOOD.replace("330000", "330001"), "第 2 行"),
    "duplicate code": (GOOD + TOWN, "第 4 行"),
    "unknown level": (GOOD.replace(",town", ",乡镇"), "第 4 行"),
    "level of another length": (GOOD.replace(",town", ",village"), "第 4 行"),
    "no name": (GOOD.replace("高桥镇", " "), "第 4 行"),
    "long name": (GOOD.replace("高桥镇", "镇" * 61), "第 4 行"),
    "NUL": (GOOD.replace("高桥镇", "高\x00桥"), "第 4 行"),
    "open quote": (GOOD.replace("高桥镇", '"高桥镇'), "CSV"),
    "megabyte": (GOOD.replace("高桥镇", "镇" * 1_000_000), "CSV"),
}


@pytest.mark.parametrize(("text", "said"), BAD.values(), ids=BAD)
@pytest.mark.django_db
def test_refused_with_row_and_reason(text, said, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(CommandError) as refusal:
        call_command("load_places", file)
    assert said in str(refusal.value)
    assert len(str(refusal.value)) < 500
    assert not Place.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_is_named(encoding):
    with pytest.raises(BadList) as refusal:
        decoded(GOOD.encode(encoding))
    assert "UTF-8" in refusal.value.problems[0]


def test_a_byte_order_mark_and_other_line_ends_are_forgiven():
    raw = GOOD.replace("\n", "\r\n").encode("utf-8-sig")
    assert [division.code for division in parsed(decoded(raw), {})] == [
        "330200",
        "330203",
        "330203100",
    ]


def test_rows_may_stand_in_any_order():
    lines = GOOD.splitlines()
    upside_down = "\n".join([lines[0], *reversed(lines[1:])])
    assert parsed(upside_down, {}) == parsed(GOOD, {})


def test_all_problems_are_listed_up_to_twenty():
    rows = "".join(f"{n},名,330203100,village\n" for n in range(30))
    with pytest.raises(BadList) as refusal:
        parsed(GOOD + rows, {})
    assert len(refusal.value.problems) == 21
    assert "10" in refusal.value.problems[-1]


def test_a_loaded_place_cannot_be_moved():
    known = {"330203100": ("town", "330212")}
    with pytest.raises(BadList) as refusal:
        parsed(GOOD, known)
    assert refusal.value.problems[0].startswith("第 4 行")


@pytest.mark.django_db
def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="none.csv"):
        call_command("load_places", tmp_path / "none.csv")


def test_a_cell_over_two_lines_is_refused_with_its_row():
    with pytest.raises(BadList) as refusal:
        parsed(GOOD.replace("高桥镇", '"高桥\n镇"'), {})
    assert refusal.value.problems[0].startswith("第 5 行")
