"""A fault of ours: a page with a number and nothing else, and the log line that it leads to."""

import io
import logging
import re

import pytest
from django.db import connection
from django.test import Client

from gaoqiao.log_lines import LineFormatter, without_values
from tests.factories import make_town
from tests.staff.scene import staff

NUMBER = re.compile(r"[0-9a-f]{4}-[0-9a-f]{4}")
AWAY = "ALTER TABLE residents_needcategory RENAME TO away"


@pytest.fixture
def log():
    """What the portal's own handler writes."""
    handler = logging.getLogger("django").handlers[0]
    written, before = io.StringIO(), handler.stream
    handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [("/admin/{}", "我们这边出了故障"), ("/en/admin/{}", "Something broke on our side")],
)
def test_staff_read_a_number_that_the_log_has_with_the_route_and_no_value(address, words, log):
    client, user = staff("town_clerk", make_town())
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute(AWAY)
    answer = client.get(address.format("residents/needcategory/4711/change/?q=13800001111"))
    page, line = answer.content.decode(), log.getvalue()
    assert answer.status_code == 500
    assert words in page
    [number] = re.findall('<b class="keep">(.*?)</b>', page)
    assert NUMBER.fullmatch(number)
    first = line.partition("\n")[0]
    assert first.endswith(f"residents/needcategory/<path:object_id>/change/ (fault {number})")
    assert "foundation/backoffice/admin/rows.py" in line, "where it happened"
    person = user.person
    for value in (user.username, person.name, "13800001111", "4711"):
        assert value not in page
        assert value not in line


@pytest.mark.django_db
def test_a_visitor_too_and_each_fault_has_a_number_of_its_own(log):
    with connection.cursor() as cursor:
        cursor.execute(AWAY)
    client = Client(raise_request_exception=False)
    client.get("/needs/")
    client.get("/needs/")
    assert len(set(NUMBER.findall(log.getvalue()))) == 2


def stumbles():
    try:
        int("王示范")
    except ValueError as error:
        raise LookupError from error


def test_an_exception_is_told_without_the_value_that_it_stumbled_over():
    with pytest.raises(LookupError) as caught:
        stumbles()
    line = LineFormatter().formatException((None, caught.value, None))
    said = "builtins.ValueError: invalid literal for int() with base 10: …\n"
    assert said in line
    assert line.endswith("builtins.LookupError: ")
    assert "raise LookupError from error" in line, "the code that it passed"


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("UNIQUE constraint failed: residents_person.id_index", None),
        ("duplicate key\nDETAIL:  Key (phone)=(13800001111) already exists.", "duplicate key"),
        ("no mail to wang@example.org here", "no mail to … here"),
        ("no such number 138-0000-1111, sorry", "no such number …, sorry"),
        ("could not read 'O'Brien' of 'x' again", "could not read … again"),
        ("can't be wang", "can…"),
    ],
)
def test_values_are_left_out(words, left):
    assert without_values(words) == (left or words)
