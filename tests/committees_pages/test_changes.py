"""Another time or place, bodies that meet together: the pages of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.models import Meeting
from committees.queries.meetings import words_about
from tests.factories.accounts import client_of
from tests.factories.committees import make_body, make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def ahead(evening):
    """A meeting in ten days, and the chair's browser."""
    begins = timezone.now() + timedelta(days=10)
    evening.ahead = make_meeting(evening.chair, evening.body, starts_at=begins, notice_at=None)
    evening.chairs = client_of(evening.chair.user)
    return evening


def sent(days, where="老年活动室", **more):
    """The form as it is sent."""
    day = timezone.localdate() + timedelta(days=days)
    return {"revision": 0, "day": day.isoformat(), "at": "19:30", "where": where, **more}


@pytest.mark.parametrize("language", ["", "/en"])
def test_everybody_reads_old_and_new(client, ahead, language):
    address = f"/desk/meetings/{ahead.ahead.pk}/change/"
    assert ahead.chairs.get(language + address).status_code == 200
    assert ahead.chairs.post(address, sent(12)).status_code == 302
    said = "Time and place changed" if language else "时间和地点已改"
    page = client.get(f"{language}/meetings/{ahead.ahead.pk}/").content.decode()
    assert said in page
    assert "文化礼堂" in page
    assert "老年活动室" in page
    listed = client.get(f"{language}/meetings/").content.decode()
    assert ("Time changed" if language else "时间已改") in listed
    assert "钱示范" not in page + listed


def test_a_notice_too_short_is_said_and_the_members_are_listed(ahead):
    address = f"/desk/meetings/{ahead.ahead.pk}/"
    ahead.chairs.post(f"{address}change/", sent(2))
    page = ahead.chairs.get(address).content.decode()
    assert "规则要求提前 3 天通知，现在只提前 2 天。" in page
    assert "钱示范" in page
    word = words_about(ahead.ahead).first()
    told = f"{address}told/{word.pk}/"
    assert ahead.chairs.post(told, {"do": "told"}).status_code == 302
    assert told not in ahead.chairs.get(address).content.decode()


def test_the_second_of_two_is_asked_and_nothing_is_lost(ahead):
    address = f"/desk/meetings/{ahead.ahead.pk}/change/"
    ahead.chairs.post(address, sent(12))
    response = ahead.chairs.post(address, sent(14, where="村口"))
    page = response.content.decode()
    assert response.status_code == 409
    assert "老年活动室" in page
    assert 'value="村口"' in page  # as typed, not as a list of one
    again = sent(14, where="村口", revision=response.context["form"].data["revision"])
    assert ahead.chairs.post(address, again).status_code == 302
    assert Meeting.objects.get(pk=ahead.ahead.pk).where == "村口"


def test_several_bodies_are_called_together(ahead):
    other = make_body("village_representatives", place=ahead.village, name="示范代表会议")
    elsewhere = make_body("committee", name="外村委员会")
    form = ahead.chairs.get("/desk/meetings/new/").content.decode()
    assert "示范代表会议" in form
    assert "外村委员会" not in form
    asked = sent(9, body=ahead.body.pk, title="联席会议", kind="regular")
    wrong = ahead.chairs.post("/desk/meetings/new/", {**asked, "bodies": [elsewhere.pk]})
    assert wrong.status_code == 422
    made = ahead.chairs.post("/desk/meetings/new/", {**asked, "bodies": [ahead.body.pk, other.pk]})
    assert made.status_code == 302
    assert set(Meeting.objects.get(title="联席会议").bodies.all()) == {ahead.body, other}
