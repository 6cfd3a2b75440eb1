"""The same request sent twenty times has one effect and one answer."""

from __future__ import annotations

import uuid

import pytest
from django.db import transaction

from foundation.calendar.models import Holiday
from foundation.receipts.actions import once
from foundation.receipts.models import Receipt
from foundation.refusals import Refused
from foundation.search.models import Synonym
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)
KEY = uuid.uuid4().hex
TIMES = 20


def make() -> Synonym:
    return Synonym.objects.create(said=uuid.uuid4().hex, means="x")


def test_twenty_at_once_have_one_effect_and_the_same_answer():
    answers = race(TIMES, lambda _: once(KEY, Synonym, make))
    assert {row.pk for row, _ in answers} == {Synonym.objects.get().pk}
    assert sorted(made for _, made in answers) == [False] * (TIMES - 1) + [True]


def test_control_without_the_key_each_has_its_effect():
    race(TIMES, lambda _: once("", Synonym, make))
    assert Synonym.objects.count() == TIMES
    assert not Receipt.objects.exists()


def test_rolled_back_effect_leaves_the_key_free():
    with transaction.atomic():
        once(KEY, Synonym, make)
        transaction.set_rollback(True)
    assert once(KEY, Synonym, make)[1] is True

    def broken() -> Synonym:
        raise ZeroDivisionError

    other = uuid.uuid4().hex
    with pytest.raises(ZeroDivisionError):
        once(other, Synonym, broken)
    assert once(other, Synonym, make)[1] is True


def test_key_is_the_same_with_dashes_and_in_capitals():
    key = uuid.uuid4()
    row, _ = once(key.hex, Synonym, make)
    assert once(str(key).upper(), Synonym, make) == (row, False)


@pytest.mark.parametrize("key", ["x", "a" * 31, "a" * 33, "字" * 32, "\x00" * 32, "a" * 1_000_000])
def test_malformed_key_is_refused_in_words(key: str):
    with pytest.raises(Refused):
        once(key, Synonym, make)
    assert not Synonym.objects.exists()


def test_key_of_something_else_gives_nothing_away():
    once(KEY, Synonym, make)
    with pytest.raises(Refused):
        once(KEY, Holiday, lambda: Holiday.objects.create(day="2026-01-01"))
    assert not Holiday.objects.exists()
