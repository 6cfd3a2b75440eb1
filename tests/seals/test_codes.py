"""The code of a paper is made of what it says, and typed as people type; a slip is told."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.canonical import canonical
from foundation.seals.codes import ALPHABET, LONGEST, code_of, mark_of, parts_of

SAID = {"title": "例会", "at": datetime(2026, 3, 1, tzinfo=UTC), "sum": Decimal("1.50")}


@given(st.integers(0, 10**9))
def test_what_is_printed_is_understood_however_it_is_typed(key):
    code = code_of("m", key, SAID)
    mark = mark_of("m", key, SAID)
    wide = code.translate({ord(sign): ord(sign) + 0xFEE0 for sign in code if sign != "-"})
    for typed in (code, code.lower(), code.replace("-", ""), f" {code.replace('-', ' ')} ", wide):
        assert parts_of(typed) == ("m", key, mark)


def test_another_word_another_paper_or_another_kind_is_another_mark():
    marks = [
        mark_of("m", 1, SAID),
        mark_of("m", 1, {**SAID, "title": "列会"}),
        mark_of("m", 2, SAID),
        mark_of("s", 1, SAID),
    ]
    assert len(set(marks)) == 4


def test_without_the_key_the_mark_is_another(settings):
    mark = mark_of("m", 1, SAID)
    settings.INDEX_KEY = b"x" * 32
    assert mark_of("m", 1, SAID) != mark


def test_every_wrong_sign_and_every_two_exchanged_are_told_from_another_paper():
    signs = code_of("m", 4711, SAID).lower().replace("-", "")
    for at, sign in enumerate(signs):
        for other in set(ALPHABET) - {sign}:
            assert parts_of(signs[:at] + other + signs[at + 1 :]) is None
        exchanged = signs[:at] + signs[at + 1 : at + 2] + sign + signs[at + 2 :]
        assert exchanged == signs or parts_of(exchanged) is None


@pytest.mark.parametrize("typed", ["", "m", "0", "M42", "码", "m" * 9, "2" * (LONGEST + 1), "\x00"])
def test_what_can_be_no_code_is_none(typed):
    assert parts_of(typed) is None


def test_one_spelling_in_every_zone_and_order():
    there = timezone(timedelta(hours=8))
    same = dict(reversed(SAID.items())) | {"at": SAID["at"].astimezone(there)}
    assert canonical(same) == canonical(SAID)
