"""What is typed into the minutes: an answer beside the field, the input kept."""

import pytest
from django.utils.html import escape

from committees.models import Meeting, Minutes
from tests.factories.accounts import client_of

pytestmark = pytest.mark.django_db

HOSTILE = {"long": "长" * 350_000, "nul": "换\x00灯"}  # the first 1 MB in UTF-8
FINE = ["😀👩‍👩‍👧 换灯", "𠮷野家门口", "<script>alert(1)</script> & '\"", "ＡＢＣ１２３"]


@pytest.fixture
def chair(evening):
    """The chair's browser."""
    return client_of(evening.chair.user)


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_was_typed_comes_back_with_the_reason_beside_it(chair, evening, kind):
    address = f"/desk/meetings/{evening.meeting.pk}/quick/"
    sent = {"sentence": HOSTILE[kind], "revision": 0, "kept": 0, "do": "next"}
    response = chair.post(address, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert response.context["form"]["sentence"].value() == HOSTILE[kind]
    assert 'id="id_sentence_error"' in page
    assert 'href="#id_sentence"' in page
    assert "<title>错误：" in page


@pytest.mark.parametrize("words", FINE)
def test_unusual_words_are_kept_as_they_are(chair, evening, words):
    address = f"/desk/meetings/{evening.meeting.pk}/quick/"
    sent = {"sentence": words, "revision": 0, "kept": 0}
    assert chair.post(address, {**sent, "do": "keep"}).status_code == 302
    assert escape(words) in chair.get(address).content.decode()
    assert chair.post(address, {**sent, "do": "next"}).status_code == 302
    assert Minutes.objects.get().sentence == words
    assert (
        escape(words)
        in chair.get(f"/desk/meetings/{evening.meeting.pk}/minutes/check/").content.decode()
    )


def test_an_outcome_without_owner_and_day_is_asked_for_both(chair, evening):
    address = f"/desk/meetings/{evening.meeting.pk}/quick/"
    sent = {"sentence": "好", "revision": 0, "kept": 0, "item-0-text": "换灯", "do": "next"}
    page = chair.post(address, sent).content.decode()
    assert 'id="id_item-0-owner_post_error"' in page
    assert 'id="id_item-0-due_on_error"' in page
    assert "换灯" in page


def test_votes_that_do_not_add_up_warn_and_do_not_block(chair, evening):
    top = f"/desk/meetings/{evening.meeting.pk}/minutes/"
    here = {f"person-{seat.person_id}": "present" for seat in evening.seats}
    chair.post(f"{top}people/", {**here, "revision": 0})
    sent = {"revision": 0, "kept": 0, "sentence": "", "item-0-title": "换灯"}
    votes = {"item-0-votes_for": 9, "item-0-votes_against": 0, "item-0-abstained": 0}
    page = chair.post(f"{top}items/", {**sent, **votes, "item-0-text": ""}).content.decode()
    assert "合计 9 票，到会 4 人" in page
    sent["sentence"] = "大家同意。"
    assert chair.post(f"{top}items/", {**sent, **votes, "item-0-text": ""}).status_code == 302
    assert evening.meeting.items.get().votes_for == 9


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("page", ["new", "change"])
def test_a_day_that_nobody_means_is_refused_beside_its_field(chair, evening, day, page):
    address = "new/" if page == "new" else f"{evening.meeting.pk}/change/"
    sent = {"revision": 0, "day": day, "at": "00:00", "where": "村口", "kind": "regular"}
    answer = chair.post(
        f"/desk/meetings/{address}", {**sent, "body": evening.body.pk, "title": "修灯"}
    )
    assert answer.status_code == 422
    assert 'id="id_day_error"' in answer.content.decode()
    assert not Meeting.objects.exclude(starts_at=evening.meeting.starts_at).exists()
