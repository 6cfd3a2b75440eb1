"""Numbers have no gap and no double, whoever writes at the same time and whatever fails."""

from __future__ import annotations

from itertools import count

import pytest
from django.db import transaction

from foundation.numbering.actions import next_number
from foundation.numbering.models import Counter
from foundation.site.models import ShortLink
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 12


def write(number: int) -> int | None:
    """A numbered row; every third writer fails after it took its number."""
    with transaction.atomic():
        given = next_number("papers")
        ShortLink.objects.create(code=str(given), address=f"/{given}")
        if number % 3 == 0:
            transaction.set_rollback(True)
            return None
        return given


def test_writers_at_once_get_numbers_without_gap_or_double(figure):
    given = [answer for answer in race(WRITERS, write) if answer is not None]
    kept = sorted(int(code) for code in ShortLink.objects.values_list("code", flat=True))
    assert kept == sorted(given) == list(range(1, len(given) + 1))
    assert len(given) == WRITERS - WRITERS // 3
    assert Counter.objects.get(name="papers").last == len(given)
    figure(
        f"{min(kept)} to {max(kept)}, {len(kept)} numbers of {WRITERS} writers at once, of whom"
        " every third failed",
        bound="no gap, no double",
    )


def test_control_reading_then_writing_gives_doubles(control):
    Counter.objects.create(name="papers")

    def careless(_: int) -> int:
        counter = Counter.objects.get(name="papers")
        counter.last += 1
        counter.save()
        return counter.last

    doubled = False
    for _ in range(20):
        given = race(WRITERS, careless)
        doubled = doubled or len(set(map(str, given))) < WRITERS
        if doubled:
            break
    assert doubled, "if careless numbers are whole too, the race above proves nothing"
    control(f"{WRITERS} careless writers: {len(set(map(str, given)))} numbers")


def test_control_a_sequence_outside_the_transaction_leaves_gaps(control):
    numbers = count(1)

    def outside(number: int) -> None:
        with transaction.atomic():
            taken = next(numbers)
            ShortLink.objects.create(code=str(taken), address=f"/{taken}")
            transaction.set_rollback(number % 3 == 0)

    race(WRITERS, outside)
    kept = sorted(int(code) for code in ShortLink.objects.values_list("code", flat=True))
    assert kept != list(range(1, len(kept) + 1))
    control(f"{WRITERS - len(kept)} gaps of a sequence outside the transaction")


def test_names_count_for_themselves():
    with transaction.atomic():
        assert [next_number(name) for name in ("a", "a", "b", "a")] == [1, 2, 1, 3]


def test_outside_a_transaction_it_fails():
    with pytest.raises(RuntimeError):
        next_number("a")
    assert not Counter.objects.exists()
