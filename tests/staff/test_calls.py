"""A call is made on one page: the number, what to say, how it ended, and on to the next one."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.record.models import Reading
from residents.models import Need, Notice
from tests.factories import make_call, make_need, make_person, make_place, make_post, make_town
from tests.staff.scene import button, staff

pytestmark = pytest.mark.django_db
NUMBER = "13800000000"
CSRF = re.compile(r'csrfmiddlewaretoken" value="[^"]+"')


@pytest.fixture
def village():
    return make_place(parent=make_town())


@pytest.fixture
def clerk(village):
    return staff("village_clerk", village)[0]


def page_of(call, language=""):
    return f"{language}/admin/residents/notice/{call.pk}/change/"


def text(answer):
    return answer.content.decode()


def test_number_words_result_and_need_stand_on_one_page(village, clerk):
    call = make_call(make_need(place=village))
    need = call.step.need
    page = text(clerk.get(page_of(call)))
    assert "138****0000" in page
    assert NUMBER not in page
    assert f"关于您的诉求 {need.number}" in page
    assert f'href="/admin/residents/need/{need.pk}/change/"' in page
    for outcome in ("told", "not_reached", "wrong_number"):
        assert f'name="outcome" value="{outcome}"' in page
    english = text(clerk.get(page_of(call, "/en")))
    for words in ("What to say", "How did the call end?", f"Open need {need.number}"):
        assert words in english


def test_the_number_is_shown_on_the_same_page_and_the_look_is_recorded(village, clerk):
    call = make_call(make_need(place=village))
    shown = clerk.post(button(call, "number"))
    page = text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert f'href="tel:{NUMBER}"' in page
    assert f"关于您的诉求 {call.step.need.number}" in page
    assert f'action="{button(call, "call")}"' in page
    look = Reading.objects.get()
    assert (look.field, look.subject_key) == ("phone", str(call.pk))
    assert look.reason == "打这个电话"
    assert NUMBER not in text(clerk.get(page_of(call)))


def test_the_result_leads_straight_to_the_next_call_and_the_last_to_the_first_screen(
    village, clerk
):
    first, second = (make_call(make_need(place=village)) for _n in range(2))
    answer = clerk.post(button(first, "call"), {"outcome": "not_reached", "_next": "1"})
    assert answer["Location"] == page_of(second)
    answer = clerk.post(button(second, "call"), {"outcome": "told", "_next": "1"})
    assert answer["Location"] == page_of(first)
    answer = clerk.post(button(first, "call"), {"outcome": "told", "_next": "1"})
    assert answer["Location"] == "/admin/"
    states = Notice.objects.order_by("pk").values_list("state", "attempts")
    assert list(states) == [("told", 2), ("told", 1)]


def test_a_call_is_left_for_later_by_going_on(village, clerk):
    calls = [make_call(make_need(place=village)) for _n in range(3)]
    for at, following in ((0, 1), (1, 2), (2, 0)):
        page = text(clerk.get(page_of(calls[at])))
        assert f'href="{page_of(calls[following])}"' in page


def test_a_call_that_was_made_shows_how_it_ended_and_no_number(village, clerk):
    call = make_call(make_need(place=village), state="told")
    page = text(clerk.get(page_of(call)))
    assert "已告知" in page
    assert 'name="outcome"' not in page
    assert clerk.post(button(call, "number")).status_code == 404
    assert not Reading.objects.exists()


def test_who_is_not_the_clerk_of_the_place_sees_no_number(village):
    call = make_call(make_need(place=village))
    for client, _user in (staff("village_clerk", make_place()), staff("supervisor", village)):
        assert client.post(button(call, "number")).status_code in (403, 404)
    assert not Reading.objects.exists()


def test_a_call_about_work_shows_the_number_that_the_person_was_given(village, clerk):
    person = make_person("陈示范", phone=NUMBER)
    call = Notice.objects.create(
        key="word:1",
        kind="word",
        place=village,
        about="application:1",
        number="J2611-0001",
        heading="请来谈谈",
        person=person,
        channel="call",
    )
    page = text(clerk.get(page_of(call)))
    assert "J2611-0001" in page
    assert "请来谈谈" in page
    assert f'href="tel:{NUMBER}"' in text(clerk.post(button(call, "number")))


def test_as_many_queries_for_one_call_as_for_thirty(village, clerk):
    call = make_call(make_need(place=village))
    asked = []
    for more in (0, 29):
        for _n in range(more):
            make_call(make_need(place=village))
        clerk.get(page_of(call))
        with CaptureQueriesContext(connection) as queries:
            clerk.get(page_of(call))
        asked.append(len(queries))
    assert asked == [16, 16]


MAIN = re.compile(r'<ul class="moves".*?(?=<li class="more-moves">|</ul>)', re.S)


def labels(part):
    return re.findall(r'<a class="button([^"]*)"[^>]*>([^<]+)</a>', part)


def test_a_need_offers_its_likeliest_steps_and_folds_the_others_away(village, clerk):
    need = make_need(place=village, reporter_phone=NUMBER, owner_post=make_post(place=village))
    expected = {
        "raised": ["受理", "当场答复", "说明理由，不予办理", "合并"],  # of one nothing is folded
        "accepted": ["交办", "向大家公开", "提交商议"],
        "under_way": ["答复", "补充进展", "向大家公开"],
    }
    for state, words in expected.items():
        Need.objects.filter(pk=need.pk).update(state=state)
        page = text(clerk.get(f"/admin/residents/need/{need.pk}/change/"))
        main = labels(MAIN.search(page)[0])
        assert [label for _kind, label in main] == words
        assert [kind.strip() for kind, _label in main][:2] == ["button-primary", ""]
        folded = page.partition('<li class="more-moves">')[2].partition("</details>")[0]
        assert ("合并" in folded) == (state != "raised")


def test_the_number_is_asked_for_beside_the_number(village, clerk):
    need = make_need(place=village, reporter_phone=NUMBER)
    page = text(clerk.get(f"/admin/residents/need/{need.pk}/change/"))
    beside = page.partition("138****0000")[2].partition("</dd>")[0]
    assert "move/number/" in beside
    assert page.count("move/number/") == 1


def test_a_button_says_once_that_a_sentence_is_optional_and_names_posts_in_english(village, clerk):
    need = make_need(place=village, state="accepted", owner_post=make_post(place=village))
    page = text(clerk.get(button(need, "start")))
    assert "给居民的一句话" in page
    assert page.count("选填") == 1
    post = make_post(place=village, title="示范岗位", title_en="Sample post")
    need.steps.create(kind="assigned", post=post, round=1)
    thread = text(clerk.get(f"/en/admin/residents/need/{need.pk}/change/"))
    assert "Sample post" in thread
    assert "示范岗位" not in thread
