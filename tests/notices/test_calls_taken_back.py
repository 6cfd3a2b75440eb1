"""A tap on the wrong button of a call is taken back: the call is on the list again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.queries.meetings import words_about
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused
from residents.actions.calls import put_on_call_list, record_call, take_call_back
from residents.models import Notice
from residents.word import Word
from tests.committees.conftest import make_scene
from tests.factories import by, make_call, make_need, make_person, make_place, make_town
from tests.factories.accounts import client_of
from tests.factories.committees import make_seat
from tests.notices.test_members import called
from tests.staff.scene import button, staff

pytestmark = pytest.mark.django_db
BACK = "记错了？放回清单"


@pytest.fixture
def village():
    return make_place(parent=make_town())


def stands(call):
    return Notice.objects.values_list("state", "attempts", "ended_by").get(pk=call.pk)


def test_the_next_call_offers_to_put_the_one_before_back(village):
    clerk, user = staff("village_clerk", village)
    first, second = (make_call(make_need(place=village)) for _n in range(2))
    clerk.post(button(first, "call"), {"outcome": "not_reached"})
    answer = clerk.post(button(first, "call"), {"outcome": "wrong_number", "_next": "1"})
    page = clerk.get(answer["Location"]).content.decode()
    assert answer["Location"] == f"/admin/residents/notice/{second.pk}/change/"
    assert f"上一个电话 {first.step.need.number}：号码有误。" in page
    assert f'<a href="{button(first, "back")}">{BACK}</a>' in page
    assert stands(first) == ("wrong_number", 2, user.pk)
    assert clerk.get(button(first, "back")).status_code == 200
    answer = clerk.post(button(first, "back"))
    assert answer["Location"] == f"/admin/residents/notice/{first.pk}/change/"
    assert stands(first) == ("not_reached", 1, None)
    assert BACK not in clerk.get(answer["Location"]).content.decode()
    assert Entry.objects.filter(verb="notice.call_taken_back").count() == 1


def test_only_who_wrote_it_takes_it_back_and_on_the_day(village):
    mine, others = (staff("village_clerk", village)[1] for _n in range(2))
    call, now = make_call(make_need(place=village)), timezone.now()
    record_call(by=by(mine), notice=call, outcome="told", now=now)
    for user, moment in ((others, now), (mine, now + timedelta(days=1))):
        with pytest.raises(NotAllowed):
            take_call_back(by=by(user), notice=call, now=moment)
    assert stands(call) == ("told", 1, mine.pk)
    take_call_back(by=by(mine), notice=call, now=now)
    assert stands(call) == ("waiting", 0, None)
    with pytest.raises(NotAllowed):
        take_call_back(by=by(mine), notice=call, now=now)


def test_what_newer_word_has_overtaken_stays_as_it_is(village):
    user = staff("village_clerk", village)[1]
    call, now = make_call(make_need(place=village)), timezone.now()
    record_call(by=by(user), notice=call, outcome="told", now=now)
    newer = make_call(call.step.need)
    with pytest.raises(Refused):
        take_call_back(by=by(user), notice=call, now=now)
    assert stands(call)[0] == "told"
    assert stands(newer)[0] == "waiting"


def test_so_it_is_of_word_about_something_else(village):
    user, person = staff("village_clerk", village)[1], make_person("陈示范")
    now = timezone.now()

    def word(once):
        return Word(key=f"job:{once}", kind="word", place=village, about="application:1")

    call = put_on_call_list(word(1), "p", person=person.pk, now=now - timedelta(minutes=5))
    record_call(by=by(user), notice=call, outcome="told", now=now)
    put_on_call_list(word(2), "p", person=person.pk, now=now)
    with pytest.raises(Refused):
        take_call_back(by=by(user), notice=call, now=now)


def test_a_chair_stays_at_the_list_and_takes_a_mistake_back():
    scene = make_scene()
    for name in ("钱示范", "孙示范"):
        make_seat(scene.body, person=make_person(name, phone="13800005678"))
    ahead = called(scene)
    calls = [one.pk for one in words_about(ahead)]
    desk, browser = f"/desk/meetings/{ahead.pk}/", client_of(scene.chair.user)
    answer = browser.post(f"{desk}told/{calls[0]}/", {"do": "told"})
    assert answer["Location"] == f"{desk}#word-{calls[1]}"
    page = browser.get(desk).content.decode()
    assert page.count(BACK) == 1
    assert f'id="word-{calls[1]}"' in page
    answer = browser.post(f"{desk}told/{calls[0]}/", {"do": "back"})
    assert answer["Location"] == f"{desk}#word-{calls[0]}"
    assert stands(Notice(pk=calls[0])) == ("waiting", 0, None)
    for call in calls:
        answer = browser.post(f"{desk}told/{call}/", {"do": "told"})
    assert answer["Location"] == f"{desk}#tell"
    assert 'id="tell"' in browser.get(desk).content.decode()
