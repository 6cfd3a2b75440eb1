"""Another time or place, bodies that meet together: the pages of it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from committees.models import Meeting
from committees.queries.meetings import words_about
from residents.models import Post
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


def move_late(ahead, **more):
    """The meeting moved to the day after tomorrow, as the check sends it."""
    address = f"/desk/meetings/{ahead.ahead.pk}/change/"
    return ahead.chairs.post(address, sent(2, do="sure", short_notice_because="台风", **more))


@pytest.mark.parametrize("language", ["", "/en"])
def test_a_move_to_short_notice_is_checked_before_it_is_made(ahead, language):
    address = f"{language}/desk/meetings/{ahead.ahead.pk}/change/"
    asked = ahead.chairs.post(address, sent(2, short_notice_because="抢先"))
    page = asked.content.decode()
    assert asked.status_code == 200
    words = "this meeting gives 2." if language else "这次只提前了 2 天"
    assert words in page
    rule = "Charter of a co-governance committee (default) · Default charter of this portal"
    assert (rule if language else "区域共治委员会章程（通用） · 本平台通用章程文本") in page
    assert 'value="老年活动室"' in page
    without = ahead.chairs.post(address, sent(2, do="sure", short_notice_because=" "))
    assert without.status_code == 422
    assert 'id="id_short_notice_because_error"' in without.content.decode()
    back = ahead.chairs.post(address, sent(2, do="back"))
    assert back.status_code == 200
    assert 'type="date"' in back.content.decode()
    assert Meeting.objects.get(pk=ahead.ahead.pk).moved_from is None
    assert move_late(ahead).status_code == 302
    assert Meeting.objects.get(pk=ahead.ahead.pk).short_notice_because == "台风"


def test_a_call_at_short_notice_is_checked_too_and_keeps_the_ticked_needs(ahead):
    other = make_body("village_representatives", place=ahead.village, name="示范代表会议")
    asked = {**sent(2, body=ahead.body.pk, title="急会", kind="regular"), "bodies": [other.pk]}
    asked["tabling"] = ahead.tabling.pk
    check = ahead.chairs.post("/desk/meetings/new/", asked)
    assert check.status_code == 200
    assert not Meeting.objects.filter(title="急会").exists()
    said = {**hidden_in(check), "do": "sure", "short_notice_because": "抢修"}
    assert ahead.chairs.post("/desk/meetings/new/", said).status_code == 302
    made = Meeting.objects.get(title="急会")
    assert (made.short_notice_because, made.bodies.count()) == ("抢修", 2)
    assert made.items.get().tabling == ahead.tabling


def hidden_in(response):
    """What a page carries along in hidden fields."""
    found = re.findall(
        r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode()
    )
    values: dict[str, list[str]] = {}
    for name, value in found:
        values.setdefault(name, []).append(value)
    return values


def test_a_reason_that_lacks_is_stated_from_the_meetings_page(ahead):
    Meeting.objects.filter(pk=ahead.ahead.pk).update(notice_at=ahead.ahead.starts_at)
    address = f"/desk/meetings/{ahead.ahead.pk}/"
    assert "请写明原因" in ahead.chairs.get(address).content.decode()
    assert ahead.chairs.post(f"{address}notice/", {}).status_code == 422
    ahead.chairs.post(f"{address}notice/", {"short_notice_because": "台风过境"})
    page = ahead.chairs.get(address).content.decode()
    assert "台风过境" in page
    assert f"{address}notice/" not in page


def test_a_notice_too_short_is_said_and_the_members_are_listed(ahead):
    address = f"/desk/meetings/{ahead.ahead.pk}/"
    move_late(ahead)
    page = ahead.chairs.get(address).content.decode()
    assert "按规则要提前 3 天通知，这次只提前了 2 天。" in page
    assert "台风" in page
    assert "钱示范" in page
    word = words_about(ahead.ahead).first()
    told = f"{address}told/{word.pk}/"
    assert ahead.chairs.post(told, {"do": "told"}).status_code == 302
    after = ahead.chairs.get(address).content.decode().partition(told)[2].partition("</form>")[0]
    assert 'value="told"' not in after
    assert 'value="back"' in after


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


def test_word_on_the_day_itself_is_said_in_words(ahead):
    address = f"/desk/meetings/{ahead.ahead.pk}/change/"
    late = {**sent(0), "at": "23:59"}
    assert "这次当天才通知。" in ahead.chairs.post(address, late).content.decode()
    assert "on the day itself." in ahead.chairs.post("/en" + address, late).content.decode()


@pytest.mark.parametrize("language", ["", "/en"])
def test_what_has_begun_is_struck_and_what_is_to_come_is_called_off(evening, language):
    """A meeting that was cannot be called off any more; one that was not held, or was entered by
    mistake, must not ask for its minutes for ever."""
    off = "Call the meeting off" if language else "取消会议"
    struck = "Not held, or entered by mistake" if language else "没有开成，或登记错了"
    chair, begins = client_of(evening.chair.user), timezone.now() + timedelta(days=10)
    ahead = make_meeting(evening.chair, evening.body, starts_at=begins, notice_at=None)
    for row, said, other in ((ahead, off, struck), (evening.meeting, struck, off)):
        page = chair.get(f"{language}/desk/meetings/{row.pk}/").content.decode()
        assert said in page
        assert other not in page
    address = f"{language}/desk/meetings/{evening.meeting.pk}/cancel/"
    why = {"cancel-reason": "登记错了"}
    for seen in ({}, {"revision": 7}):
        told = chair.post(address, why | seen)
        assert told.status_code == 409
        assert "登记错了" in told.content.decode()
    why["revision"] = told.context["meeting"].revision
    done = chair.post(address, why, follow=True).content.decode()
    assert ("The meeting is struck." if language else "这次会议已作废。") in done


@pytest.mark.parametrize(("days", "said"), [(-1, "会议已登记。"), (9, "会议已召集。")])
def test_a_meeting_that_was_is_entered_and_one_to_come_is_called(evening, days, said):
    sheet = {**sent(days), "body": evening.body.pk, "title": "路灯专题会", "kind": "regular"}
    page = client_of(evening.chair.user).post("/desk/meetings/new/", sheet, follow=True)
    assert said in page.content.decode()


def test_who_carries_it_out_is_chosen_by_the_english_title_on_english_pages(evening):
    Post.objects.filter(pk=evening.post.pk).update(title_en="Office of lamps")
    page = client_of(evening.chair.user).get(f"/en/desk/meetings/{evening.meeting.pk}/quick/")
    assert ">Office of lamps</option>" in page.content.decode()
