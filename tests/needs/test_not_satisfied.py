"""What a reporter says of an answer reaches those who work on it, and is not told to her again."""

import re
from datetime import date

import pytest
from django.utils import translation

from foundation.actor import visitor
from residents.actions import answering, raising, sorting
from residents.models import Notice
from residents.queries.calls import words_to_say
from residents.queries.queues import QUEUES
from tests.factories import by, make_category, make_clerk, make_place, make_town
from tests.staff.scene import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return make_place(parent=make_town())


@pytest.fixture
def answered(village):
    """A need with a telephone number, answered; the call about the answer waits."""
    clerk = by(make_clerk(place=village)[0])
    need = raising.raise_need(by=visitor("a"), words="坏了", place=village, phone="13800000000")
    sorting.accept_need(
        by=clerk, need=need, category=make_category(), title="路灯", sentence="不亮。"
    )
    return answering.answer_need(by=clerk, need=need, sentence="修好了。")


def rate(need, verdict, words=""):
    answering.rate_need(by=visitor("a"), need=need, verdict=verdict, words=words, code=need.code)


@pytest.mark.parametrize("verdict", ["not_satisfied", "partly", "satisfied"])
def test_nobody_rings_her_about_her_own_view(answered, verdict):
    waiting = Notice.objects.filter(channel="call", state="waiting")
    assert waiting.get().step.kind == "answered"
    rate(answered, verdict, "还是黑的")
    assert not waiting.exists()


def test_the_clerk_has_it_again_with_her_words(village, answered):
    client, user = staff("village_clerk", village)
    rate(answered, "not_satisfied", "还是黑的")
    assert list(QUEUES["not_satisfied"].rows(user)) == [answered]
    page = client.get(f"/admin/residents/need/{answered.pk}/change/").content.decode()
    assert "第 1 轮：不满意" in page
    assert "还是黑的" in page
    client, _user = staff("supervisor", village)
    page = client.get(f"/admin/residents/need/{answered.pk}/change/").content.decode()
    assert "还是黑的" not in page


@pytest.mark.parametrize(
    ("language", "day"), [("zh-hans", "承诺11月5日前答复"), ("en", "by November 5")]
)
def test_the_words_to_say_name_the_day_as_people_do(village, language, day):
    clerk = by(make_clerk(place=village)[0])
    need = raising.raise_need(by=visitor("a"), words="坏了", place=village, phone="13800000000")
    sorting.accept_need(
        by=clerk, need=need, category=make_category(), title="路灯", sentence="不亮。"
    )
    need.promised_on = date(2026, 11, 5)
    need.save()
    call = Notice.objects.get(state="waiting")
    with translation.override(language):
        said = words_to_say(call, today=date(2026, 11, 4))
    assert day in re.sub(r"\s+", " ", said)
    assert "2026-" not in said
