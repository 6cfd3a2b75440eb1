"""Calling a meeting with needs ticked: one that waits no more is said so, nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.actions import meetings
from committees.models import Meeting
from foundation.refusals import Refused
from residents.models import Tabling
from tests.factories import make_need, make_organization
from tests.factories.committees import make_body, make_meeting, make_officer, make_tabling

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, evening):
    """The chair at the desk, with two needs waiting."""
    need = make_need(place=evening.village, public_title="加装路牌", state="tabled")
    evening.second = make_tabling(need, evening.body.organization)
    client.force_login(evening.chair.user)
    return client


def asked(evening, **more):
    """What the form sends."""
    day = timezone.localdate() + timedelta(days=30)
    said = {"title": "议路灯", "day": day.isoformat(), "at": "19:00", "where": "文化礼堂"}
    ticked = [evening.tabling.pk, evening.second.pk]
    return {"body": evening.body.pk, **said, "kind": "regular", "tabling": ticked, **more}


def ticks(page):
    """The keys that are ticked on a page."""
    boxes = page.split('name="tabling" value="')[1:]
    return [box.split('"')[0] for box in boxes if "checked" in box.split(">")[0]]


def test_ticked_needs_are_on_the_agenda_of_the_meeting(desk, evening):
    answer = desk.post("/desk/meetings/new/", asked(evening))
    meeting = Meeting.objects.latest("pk")
    assert answer["Location"] == f"/desk/meetings/{meeting.pk}/"
    taken = {item.tabling_id for item in meeting.items.all()}
    assert taken == {evening.tabling.pk, evening.second.pk}


def test_a_need_taken_meanwhile_is_said_beside_it_and_the_others_stay_ticked(desk, evening):
    page = desk.get(f"/desk/meetings/new/?tabling={evening.second.pk}").content.decode()
    assert ticks(page) == [str(evening.second.pk)]
    meetings.add_item(by=evening.chair, meeting=evening.meeting, tabling=evening.tabling)
    answer = desk.post("/desk/meetings/new/", asked(evening))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert Meeting.objects.count() == 1
    assert ticks(page) == [str(evening.second.pk)]
    gone = page.split('class="gone"')[1].split("</div>")[0]
    assert "路灯报修" in gone
    assert "已列入另一次会议的议程" in gone
    assert f"/desk/meetings/{evening.meeting.pk}/" in gone
    assert 'value="议路灯"' in page
    again = asked(evening, tabling=ticks(page))
    assert desk.post("/desk/meetings/new/", again).status_code == 302
    assert Tabling.objects.get(pk=evening.second.pk).state == "taken"


def test_the_check_of_a_short_notice_keeps_the_ticks(desk, evening):
    soon = asked(evening, day=(timezone.localdate() + timedelta(days=1)).isoformat())
    page = desk.post("/desk/meetings/new/", soon).content.decode()
    assert "通知时间短于规则要求" in page
    for key in soon["tabling"]:
        assert f'type="hidden" name="tabling" value="{key}"' in page
    meetings.add_item(by=evening.chair, meeting=evening.meeting, tabling=evening.tabling)
    sure = {**soon, "short_notice_because": "台风", "do": "sure"}
    answer = desk.post("/desk/meetings/new/", sure)
    assert answer.status_code == 422
    assert 'class="gone"' in answer.content.decode()


def test_of_two_who_take_a_need_at_once_the_second_hears_it_in_the_form(desk, evening, monkeypatch):
    """The need is taken between the check of the form and the act."""
    real = meetings.take_up

    def late(by, meeting, tablings, now):
        tablings = list(tablings)
        Tabling.objects.filter(pk=evening.tabling.pk).update(state="taken")
        return real(by, meeting, tablings, now)

    monkeypatch.setattr(meetings, "take_up", late)
    answer = desk.post("/desk/meetings/new/", asked(evening))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_tabling_error"' in page
    assert Meeting.objects.count() == 1


def test_a_meeting_whose_need_is_before_another_body_is_not_called(desk, evening):
    other = make_body(place=evening.village, name="另一个委员会")
    make_officer("chair", other)
    with pytest.raises(Refused) as refusal:
        make_meeting(make_officer("chair", other), other, tablings=[evening.tabling])
    assert refusal.value.field == "tabling"
    assert not Meeting.objects.filter(lead=other).exists()


@pytest.mark.parametrize("name", ["tabling", "bodies"])
@pytest.mark.parametrize("key", ["x", "-1", "9" * 20, "１２"])
def test_a_key_that_is_no_row_is_refused_in_the_form(desk, evening, name, key):
    make_body("village_representatives", place=evening.village, name="示范代表会议")
    answer = desk.post("/desk/meetings/new/", asked(evening, **{name: [key]}))
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in answer.content.decode()


def test_somebody_elses_needs_are_not_shown_by_their_keys(desk, evening):
    far = make_tabling(
        make_need(place=evening.village, public_title="别处的事", state="tabled"),
        make_organization(place=evening.village, kind="body"),
    )
    Tabling.objects.filter(pk=far.pk).update(state="taken")
    answer = desk.post("/desk/meetings/new/", asked(evening, tabling=[far.pk]))
    assert answer.status_code == 422
    assert "别处的事" not in answer.content.decode()


def test_a_need_taken_meanwhile_is_said_on_the_meetings_page(desk, evening):
    other = make_meeting(evening.chair, evening.body)
    meetings.add_item(by=evening.chair, meeting=other, tabling=evening.tabling)
    address = f"/desk/meetings/{evening.meeting.pk}/agenda/"
    answer = desk.post(address, {"tabling": evening.tabling.pk}, follow=True)
    assert answer.status_code == 200
    assert "已有别人处理" in answer.content.decode()
