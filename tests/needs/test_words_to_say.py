"""What a clerk says in a call: nothing that was meant for somebody else, and no promise that does
not hold any more."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format

from residents.actions import answering, raising, referring, sorting
from residents.models import Notice
from residents.queries.calls import with_department, words_to_say
from tests.factories import (
    by,
    make_category,
    make_clerk,
    make_organization,
    make_place,
    make_post,
    make_town,
)
from tests.staff.scene import button, listing, staff

pytestmark = pytest.mark.django_db
ORDER = "请核实这处工地的开工时间，并答复居民。"


@pytest.fixture
def village():
    return make_place(parent=make_town())


@pytest.fixture
def need(village):
    need = raising.raise_need(by=by(), words="太吵", place=village, phone="13800000000")
    clerk = by(make_clerk(place=village)[0])
    sorting.accept_need(
        by=clerk, need=need, category=make_category(), title="工地", sentence="太吵。"
    )
    return need


@pytest.fixture
def referral(need):
    department = make_organization("示范环保所", place=need.place, kind="department")
    return referring.refer_need(
        by=by(make_clerk(place=need.place, name="赵示范")[0]),
        need=need,
        post=make_post("department", organization=department),
        sentence=ORDER,
        workdays=5,
    )


def said(need, today=None):
    """The words of the call about the need that waits."""
    call = with_department(Notice.objects.filter(channel="call", state="waiting")).get()
    assert call.step.need == need
    return words_to_say(call, today)


def day(need):
    return date_format(need.promised_on, "MONTH_DAY_FORMAT")


def test_what_a_department_is_told_to_do_is_not_read_to_the_resident(need, referral):
    words = said(need)
    assert ORDER not in words
    assert words == f"您的诉求 {need.number} 已转请示范环保所办理。承诺{day(need)}前答复。"
    with translation.override("en"):
        assert "has been sent to 示范环保所. We promise an answer by" in said(need)


def test_a_department_that_is_asked_no_longer_is_not_named(need, referral):
    clerk = by(make_clerk(place=need.place, name="孙示范")[0])
    referring.take_back_referral(by=clerk, referral=referral, sentence="村里自己办。")
    assert said(need) == f"您的诉求 {need.number} 已受理。承诺{day(need)}前答复。"


def test_a_promise_whose_day_is_past_is_not_made_again(need):
    assert f"承诺{day(need)}前答复" in said(need, need.promised_on)
    words = said(need, need.promised_on + timedelta(days=1))
    assert day(need) not in words
    assert "承诺" not in words
    assert "原定的答复日期已过，很抱歉" in words


def test_a_moved_promise_is_told_with_its_new_day_and_not_once_the_need_is_open_again(need):
    clerk = by(make_clerk(place=need.place, name="周示范")[0])
    to = timezone.localdate() + timedelta(days=20)
    sorting.move_promise(by=clerk, need=need, to=to, sentence="要先装护栏。")
    assert said(need).endswith(f"要先装护栏。承诺{date_format(to, 'MONTH_DAY_FORMAT')}前答复。")
    call = Notice.objects.get(channel="call", state="waiting")
    call.step.need.round = 2
    assert words_to_say(call).endswith("要先装护栏。")


def test_a_need_that_was_answered_promises_nothing(need):
    call = Notice.objects.get(channel="call", state="waiting")
    clerk = by(make_clerk(place=need.place, name="吴示范")[0])
    answering.answer_need(by=clerk, need=need, sentence="已经修好。")
    call.step.need.refresh_from_db()
    assert words_to_say(call) == f"您的诉求 {need.number} 已受理。"
    assert said(need).endswith("已经修好。")


def test_a_call_to_be_made_by_hand_is_to_be_called_and_not_to_be_sent(need):
    client, _user = staff("village_clerk", need.place)
    call = Notice.objects.get(channel="call", state="waiting")
    for address in (listing(Notice), button(call, "call"), f"{listing(Notice)}{call.pk}/change/"):
        assert "等待发送" not in client.get(address).content.decode()
    page = client.get(listing(Notice)).content.decode()
    assert "待打电话" in page
    assert "已到达" not in page
    told = client.get(f"{listing(Notice)}?state=told").content.decode()
    assert need.number not in told
    assert need.number in client.get(f"{listing(Notice)}?state=waiting").content.decode()


def test_a_message_still_is_to_be_sent():
    assert Notice(channel="call", state="waiting").state_words == "待打电话"
    assert Notice(channel="sms", state="waiting").state_words == "等待发送"
