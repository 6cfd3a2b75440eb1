"""A draft keeps what was typed, valid or not; two windows cannot overwrite each other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundation.accounts.models import User
from foundation.drafts import actions as drafts
from foundation.drafts import queries
from foundation.drafts.models import Draft
from foundation.drafts.owners import Owner, user_owner, visitor_owner
from foundation.drafts.payloads import MAX_BYTES
from foundation.refusals import Refused, Stale
from foundation.tasks import purge_drafts
from tests.fixtures.told import Figure
from tests.races import race

pytestmark = pytest.mark.django_db
FORM = "needs.raise"
PHONE = "13800000000"


@pytest.fixture
def visitor() -> Owner:
    return visitor_owner("t" * 43)


@pytest.fixture
def user() -> Owner:
    return user_owner(User.objects.create(username="clerk"))


def test_saved_again_and_again_is_one_draft(visitor: Owner):
    first = drafts.save(visitor, FORM, {"words": "路灯"}, expected=0)
    second = drafts.save(visitor, FORM, {"words": "路灯坏了"}, expected=first.revision)
    assert (first.revision, second.revision) == (1, 2)
    assert queries.load(visitor, FORM).values == {"words": "路灯坏了"}
    assert Draft.objects.count() == 1


def test_each_owner_form_and_subject_has_its_own(visitor: Owner, user: Owner):
    for owner in (visitor, user):
        for form, subject in (("a", ""), ("a", "x:1"), ("b", "")):
            drafts.save(owner, form, {"v": f"{form}{subject}"}, expected=0, subject=subject)
    assert queries.load(user, "a", "x:1").values == {"v": "ax:1"}
    assert len(queries.drafts_of(user)) == len(queries.drafts_of(visitor)) == 3
    other = visitor_owner("u" * 43)
    assert queries.load(other, "a") is None
    assert queries.load(None, "a") is None
    assert list(queries.drafts_of(None)) == []


def test_second_window_is_told_with_both_texts(user: Owner):
    drafts.save(user, FORM, {"words": "one"}, expected=0)
    drafts.save(user, FORM, {"words": "two"}, expected=1)
    with pytest.raises(Stale) as told:
        drafts.save(user, FORM, {"words": "other"}, expected=1)
    assert (told.value.current, told.value.submitted) == ({"words": "two"}, {"words": "other"})
    drafts.save(user, FORM, {"words": "other"}, expected=told.value.revision)
    assert queries.load(user, FORM).values == {"words": "other"}


def test_first_save_of_a_second_window_is_told_too(user: Owner):
    drafts.save(user, FORM, {"words": "one"}, expected=0)
    with pytest.raises(Stale):
        drafts.save(user, FORM, {"words": "other"}, expected=0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("expected", [0, 1])
def test_of_windows_at_once_one_wins_and_the_others_keep_their_words(expected: int, figure: Figure):
    owner = user_owner(User.objects.create(username="clerk"))
    if expected:
        drafts.save(owner, FORM, {"n": "first"}, expected=0)
    outcomes = race(8, lambda n: drafts.save(owner, FORM, {"n": n}, expected=expected))
    won = [outcome for outcome in outcomes if isinstance(outcome, Draft)]
    told = [outcome for outcome in outcomes if isinstance(outcome, Stale)]
    assert (len(won), len(told)) == (1, 7), outcomes
    assert all(stale.current == won[0].values for stale in told)
    assert len({str(stale.submitted) for stale in told}) == 7
    figure(f"{len(won)} of {len(outcomes)} windows saved a draft", bound="1")


def test_visitor_has_a_day_and_a_user_a_month(visitor: Owner, user: Owner):
    now = timezone.now()
    for owner, life in ((visitor, timedelta(hours=24)), (user, timedelta(days=30))):
        drafts.save(owner, FORM, {"a": "1"}, expected=0, now=now)
        assert queries.load(owner, FORM, now=now + life - timedelta(seconds=1))
        assert queries.load(owner, FORM, now=now + life) is None


def test_expired_draft_is_begun_anew_and_an_open_page_loses_nothing(visitor: Owner):
    later = timezone.now() + timedelta(hours=25)
    drafts.save(visitor, FORM, {"words": "old"}, expected=0)
    saved = drafts.save(visitor, FORM, {"words": "new"}, expected=1, now=later)
    assert (saved.values, saved.revision) == ({"words": "new"}, 2)
    assert Draft.objects.count() == 1


def test_clock_purges_what_is_over(visitor: Owner, user: Owner):
    drafts.save(visitor, FORM, {}, expected=0, now=timezone.now() - timedelta(hours=25))
    drafts.save(user, FORM, {}, expected=0)
    purge_drafts()
    assert [draft.author for draft in Draft.objects.all()] == [user.user]


def test_discarded_is_gone_and_harmless_to_repeat(visitor: Owner):
    drafts.save(visitor, FORM, {}, expected=0)
    for _ in range(2):
        drafts.discard(visitor, FORM)
    drafts.discard(None, FORM)
    assert not Draft.objects.exists()


def test_all_drafts_of_some_forms_go_in_one_query(
    visitor: Owner, user: Owner, django_assert_num_queries
):
    for subject in ("", "0", "1"):
        drafts.save(visitor, FORM, {}, subject=subject, expected=0)
    drafts.save(visitor, "another", {}, expected=0)
    drafts.save(visitor, "a third", {}, expected=0)
    drafts.save(user, FORM, {}, expected=0)
    with django_assert_num_queries(1):
        drafts.discard_all(visitor, FORM, "another")
    drafts.discard_all(None, FORM)
    left = Draft.objects.order_by("pk").values_list("form", "author")
    assert list(left) == [("a third", None), (FORM, user.user.pk)]


def test_table_holds_no_word_of_it(visitor: Owner):
    drafts.save(visitor, FORM, {"phone": PHONE, "words": "王小明家"}, expected=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM foundation_draft")
        row = repr(cursor.fetchall())
    assert PHONE not in row
    assert "王小明" not in row
    assert "t" * 43 not in row


TYPED = ["\x00", "a\x00b", "𠮷\U000e0100", "\U0001f469\u200d\U0001f467", "\u202eabc", "\r\n\u2028"]
HOSTILE = st.text(st.characters(), max_size=40) | st.sampled_from([*TYPED, "\ud800", "\udfffx"])
VALUES = HOSTILE | st.lists(HOSTILE, max_size=3) | st.booleans()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(HOSTILE, VALUES, max_size=4))
def test_whatever_is_typed_comes_back(payload: dict):
    owner = visitor_owner("h" * 43)
    drafts.discard(owner, FORM)
    stored = drafts.save(owner, FORM, payload, expected=0).values
    if "\\ud" not in ascii(payload):
        assert stored == payload
    repr(stored).encode()


def test_half_a_character_becomes_a_sign_that_a_page_can_show(visitor: Owner):
    saved = drafts.save(visitor, FORM, {"a": "x\ud800y", "b": "\x00"}, expected=0)
    assert saved.values == {"a": "x\ufffdy", "b": "\x00"}


def test_too_much_is_refused_in_words(visitor: Owner):
    room = MAX_BYTES - len('{"words":""}')
    drafts.save(visitor, FORM, {"words": "a" * room}, expected=0)
    for payload in ({"words": "a" * (room + 1)}, {"words": "字" * 1_000_000}):
        with pytest.raises(Refused) as told:
            drafts.save(visitor, FORM, payload, expected=1)
        assert str(MAX_BYTES // 1024) in told.value.message


def test_what_is_no_form_is_refused(visitor: Owner):
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    for payload in ({"a": deep}, {"a": float("nan")}):
        with pytest.raises(Refused):
            drafts.save(visitor, FORM, payload, expected=0)


def test_nobody_fills_the_table(visitor: Owner, monkeypatch):
    monkeypatch.setattr(drafts, "MAX_DRAFTS", 3)
    for number in range(3):
        drafts.save(visitor, FORM, {}, expected=0, subject=f"x:{number}")
    with pytest.raises(Refused):
        drafts.save(visitor, FORM, {}, expected=0, subject="x:3")
    drafts.save(visitor, FORM, {"a": "1"}, expected=1, subject="x:2")
