"""`manage.py verify_record` names what somebody with the database did to the record."""

import json
import tracemalloc
from copy import copy

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.record.models import Entry
from foundation.seals import actions as seals
from foundation.seals.models import Seal
from foundation.seals.queries import checking, heads
from foundation.seals.queries.record import entries
from foundation.seals.spelling import digest_of, seal_of
from tests.seals.conftest import swap, tamper, write

pytestmark = pytest.mark.django_db


def verified(capsys, *options):
    """The exit status, and the lines."""
    status = 0
    try:
        call_command("verify_record", *options)
    except SystemExit as ended:
        status = ended.code
    return status, capsys.readouterr().out.splitlines()


def sealed(number=9):
    """Entries with their seals; their keys."""
    keys = write(number)
    assert seals.seal_all() == number
    return keys


def test_clean_it_is_one_line_with_counts(capsys):
    sealed(9)
    write(2, first=9)
    status, (line,) = verified(capsys)
    assert status == 0
    assert "操作记录：已封存 9 条，待封存 2 条" in line


def test_it_seals_first_when_asked_to(capsys):
    write(3)
    assert "已封存 3 条，待封存 0 条" in verified(capsys, "--seal")[1][0]


def copied(key, to):
    """An entry once more, with another key."""
    entry = Entry.objects.get(pk=key)
    entry.pk = to
    entry.save(force_insert=True)
    return to


def edited(keys):
    return [f"UPDATE foundation_entry SET verb = 'a.b' WHERE id = {keys[4]}"]


def edited_values(keys):
    return [f'UPDATE foundation_entry SET "values" = \'{{"n": 5}}\' WHERE id = {keys[4]}']


def deleted(keys):
    return [f"DELETE FROM foundation_entry WHERE id = {keys[4]}"]


def swapped(keys):
    return swap(keys[2], keys[6])


def truncated(keys):
    return [f"DELETE FROM foundation_entry WHERE id = {keys[8]}"]


def truncated_with_seals(keys):
    return [
        f"DELETE FROM foundation_entry WHERE id IN ({keys[7]}, {keys[8]})",
        "DELETE FROM foundation_seal WHERE number > 7",
    ]


def seal_edited(keys):
    return [f"UPDATE foundation_seal SET digest = '{'0' * 64}' WHERE number = 5"]


def seal_deleted(keys):
    return [
        f"DELETE FROM foundation_entry WHERE id = {keys[4]}",
        "DELETE FROM foundation_seal WHERE number = 5",
    ]


def sealed_anew(keys):
    """The row and its own seal agree again; the seal after it does not."""
    seal = Seal.objects.get(number=5)
    content = {**entries([keys[4]])[keys[4]], "verb": "a.b"}
    digest = digest_of(seal.salt, content)
    made = seal_of(seal.chain, 5, seal.subject, seal.at, digest, seal.previous)
    return [
        *edited(keys),
        f"UPDATE foundation_seal SET digest = '{digest}', seal = '{made}' WHERE number = 5",
    ]


NAMED = {
    edited: ["{4}", "改动"],
    edited_values: ["{4}", "改动"],
    deleted: ["{4}", "删除"],
    swapped: ["{2}", "{6}", "对调"],
    truncated: ["{8}", "删除"],
    truncated_with_seals: ["9", "7"],
    seal_edited: ["第 5 号封记", "改动"],
    sealed_anew: ["第 6 号封记", "接不上"],
    seal_deleted: ["5", "删除"],
}


@pytest.mark.parametrize("crime", NAMED, ids=lambda crime: crime.__name__)
def test_what_was_done_by_raw_sql_is_named(capsys, crime, figure):
    keys = sealed()
    tamper(*crime(keys))
    status, lines = verified(capsys)
    assert status == 1
    year = str(Seal.objects.first().at.year)
    words = [word.format(*keys) for word in NAMED[crime]]
    assert any(all(word in line for word in [*words, year, "操作记录"]) for line in lines), lines
    assert len(lines) == 1
    figure(f"{crime.__name__}: {len(lines)} line", bound="each named in a line")


def test_control_nothing_is_named_of_what_was_never_sealed(capsys, control):
    keys = write(9)
    tamper(*edited(keys), *deleted(keys))
    status, lines = verified(capsys)
    assert status == 0
    control(f"edited and deleted before it was sealed: ended with {status}")


def test_an_end_cut_off_stays_named_when_the_chain_grows_again(capsys, heads_folder):
    keys = sealed()
    tamper(*truncated_with_seals(keys))
    write(5, first=20)
    seals.seal_all()
    assert json.loads((heads_folder / "seals.json").read_text())["record"]["number"] == 9
    status, lines = verified(capsys)
    assert (status, len(lines)) == (1, 1)
    (heads_folder / "seals.json").unlink()  # somebody has looked into it
    assert verified(capsys)[0] == 0


def test_a_row_put_among_old_ones_is_named(capsys, monkeypatch):
    monkeypatch.setattr(heads, "OVERLAP", 3)
    keys = sealed()
    stray = copied(keys[0], keys[0] - 1)
    assert seals.seal_all() == 0
    status, lines = verified(capsys)
    assert (status, len(lines)) == (1, 1)
    assert str(stray) in lines[0]


def test_a_row_committed_late_is_sealed_after_those_before_it():
    keys = sealed()
    newer = copied(keys[0], keys[-1] + 2)
    assert seals.seal_all() == 1
    late = copied(keys[0], keys[-1] + 1)
    assert seals.seal_all() == 1
    last = Seal.objects.filter(chain="record").order_by("-number").values_list("subject", flat=True)
    assert list(last[:2]) == [late, newer]


@pytest.mark.sqlite
def test_a_row_that_can_no_longer_be_read_is_named_and_the_rest_checked(capsys):
    keys = sealed()
    tamper(f"UPDATE foundation_entry SET at = 'x' WHERE id = {keys[3]}", *edited(keys))
    status, lines = verified(capsys)
    assert (status, len(lines)) == (1, 2)
    assert f"第 {keys[3]} 条" in lines[0]
    assert f"第 {keys[4]} 条" in lines[1]


@pytest.mark.sqlite
def test_the_check_takes_no_more_memory_for_ten_times_the_rows(monkeypatch):
    monkeypatch.setattr(checking, "AT_ONCE", 25)
    peaks = []
    for number in (50, 50, 500):
        like = Entry.objects.get(pk=write(1, first=100 * len(peaks))[0])
        like.pk = None
        Entry.objects.bulk_create([copy(like) for _one in range(number)])
        seals.seal_all()
        tracemalloc.start()
        assert list(checking.findings_of_all()) == []
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 1.5 * peaks[1], peaks


def test_the_check_asks_as_often_for_any_number_of_rows(monkeypatch, capsys):
    """At four times the rows, so many queries more as there are chunks more."""
    asked = []
    monkeypatch.setattr(checking, "AT_ONCE", 30)
    for first, number in ((0, 30), (30, 90)):
        write(number, first=first)
        seals.seal_all()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert verified(capsys)[0] == 0
        asked.append(len(queries))
    assert asked[1] - asked[0] == 3 * 2
