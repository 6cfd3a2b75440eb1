"""Members are told of meetings, papers and outcomes: in the inbox, or on the chair's list."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.actions.approving import approve_minutes, publish_minutes, return_minutes
from committees.actions.changing import change_meeting
from committees.actions.meetings import call_meeting, cancel_meeting
from committees.kinds import MinutesState
from committees.models import Meeting
from committees.queries.meetings import words_about
from foundation.record.models import Reading
from foundation.refusals import NotAllowed
from residents.actions.reading import read_notices
from residents.actions.unmasking import unmask_number
from residents.models import Notice
from residents.queries.notices import inbox
from tests.committees.conftest import make_scene
from tests.factories import make_person
from tests.factories.accounts import client_of
from tests.factories.committees import make_body, make_officer, make_paper, make_seat

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(microsecond=0)
BEGINS = NOW + timedelta(days=10)


@pytest.fixture
def scene(db):
    """A committee with a seat of somebody without an account, and a meeting called now."""
    scene = make_scene()
    scene.seat = make_seat(scene.body, person=make_person("钱示范"))
    scene.ahead = called(scene)
    return scene


def called(scene, **fields):
    """A meeting in ten days."""
    values = {"title": "示范会议", "starts_at": BEGINS, "where": "文化礼堂", "now": NOW, **fields}
    return call_meeting(by=scene.chair, lead=scene.body, **values)


def kinds(user):
    """What the user's inbox tells of, the newest first."""
    return list(inbox(user).values_list("kind", flat=True))


def test_once_a_meeting_has_begun_nobody_is_left_to_call_about_it(scene):
    browser, desk = client_of(scene.chair.user), f"/desk/meetings/{scene.ahead.pk}/"
    assert "钱示范" in browser.get(desk).content.decode()
    Meeting.objects.filter(pk=scene.ahead.pk).update(starts_at=NOW - timedelta(hours=1))
    assert "钱示范" not in browser.get(desk).content.decode()


def test_a_member_who_cannot_enter_the_desk_is_told_and_opens_the_meeting(scene):
    browser = client_of(scene.member.user)
    assert browser.get("/desk/").status_code == 403
    for language, words in (("", "开会"), ("/en", "a meeting is called for")):
        page = browser.get(f"{language}/me/").content.decode()
        assert words in page
        address = f"{language}/meetings/{scene.ahead.pk}/"
        assert address in page
        assert browser.get(address).status_code == 200
    assert kinds(scene.chair.user) == []


def test_the_list_says_whom_to_ring_by_a_masked_number(scene):
    scene.seat.person.phone = "13800005678"
    scene.seat.person.save()
    page = client_of(scene.chair.user).get(f"/desk/meetings/{scene.ahead.pk}/").content.decode()
    assert "138****5678" in page
    assert "13800005678" not in page


def test_a_number_is_shown_in_full_by_a_recorded_look_until_the_call_is_made(scene):
    scene.seat.person.phone = "13800005678"
    scene.seat.person.save()
    word = words_about(scene.ahead).get(person=scene.seat.person)
    desk = f"/desk/meetings/{scene.ahead.pk}/"
    browser = client_of(scene.chair.user)
    answer = browser.post(f"{desk}number/{word.pk}/")
    assert 'href="tel:13800005678"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    look = Reading.objects.get()
    assert (look.reader, look.field) == (scene.chair.user, "phone")
    assert (look.subject_key, look.reason) == (str(word.pk), "会议通知")
    assert "13800005678" not in browser.get(desk).content.decode()
    browser.post(f"{desk}told/{word.pk}/", {"do": "told"})
    answer = browser.post(f"{desk}number/{word.pk}/", follow=True)
    assert "13800005678" not in answer.content.decode()
    assert "已有人处理" in answer.content.decode()
    assert Reading.objects.count() == 1


def test_a_number_is_shown_to_nobody_who_does_not_make_the_call(scene):
    word = words_about(scene.ahead).get(person=scene.seat.person)
    for somebody in (scene.member, scene.clerk, make_officer("chair", make_body(place=scene.town))):
        with pytest.raises(NotAllowed):
            unmask_number(by=somebody, notice=word, reason="约时间")
    assert not Reading.objects.exists()


def test_moved_and_called_off_are_told_and_the_older_call_is_dropped(scene):
    later = NOW + timedelta(hours=1)
    change_meeting(
        by=scene.chair, meeting=scene.ahead, revision=0, starts_at=BEGINS, where="村口", now=later
    )
    mine = Notice.objects.filter(person=scene.seat.person).order_by("pk")
    assert list(mine.values_list("state", flat=True)) == ["overtaken", "waiting"]
    cancel_meeting(
        by=scene.chair, meeting=scene.ahead, reason="台风", now=later + timedelta(hours=1)
    )
    assert kinds(scene.member.user) == ["meeting_off", "meeting_changed", "meeting_called"]
    assert mine.filter(state="waiting").get().kind == "meeting_off"


def test_who_has_neither_account_nor_message_stays_on_the_list_and_who_reads_leaves_it(scene):
    assert words_about(scene.ahead).filter(state="waiting", person=scene.seat.person).exists()
    member = words_about(scene.ahead).get(person__user=scene.member.user)
    assert member.state == "waiting"
    line = inbox(scene.member.user).get()
    read_notices(by=scene.member, upto=0, only=line.pk)
    member.refresh_from_db()
    assert (member.state, member.ended_by) == ("told", scene.member.user)
    assert words_about(scene.ahead).filter(state="waiting", person=scene.seat.person).exists()


def test_nobody_is_told_again_of_what_they_were_told_elsewhere_or_of_what_has_been(scene):
    Notice.objects.all().delete()
    called(scene, notice_at=NOW - timedelta(days=1))
    called(scene, starts_at=NOW - timedelta(days=1))
    assert not Notice.objects.exists()


def test_members_of_party_bodies_stand_in_no_list(scene):
    branch = make_body("functional_branch", place=scene.village, name="示范支部")
    make_seat(branch, "party", person=make_person("孙示范"))
    secretary = make_officer("chair", branch)
    Notice.objects.all().delete()
    alone = {"lead": branch, "title": "会", "starts_at": BEGINS, "where": "村口", "now": NOW}
    call_meeting(by=secretary, **alone)
    assert not Notice.objects.exists()
    call_meeting(by=secretary, **alone, bodies=[scene.body])
    assert Notice.objects.filter(person=scene.seat.person, state="waiting").exists()
    assert kinds(scene.member.user) == ["meeting_called"]
    assert not Notice.objects.filter(person__name="孙示范").exists()
    Notice.objects.all().delete()
    called(scene, bodies=[branch])
    assert not Notice.objects.filter(person__name="孙示范").exists()
    assert Notice.objects.filter(person=scene.seat.person).exists()


def test_a_paper_that_comes_back_is_told_to_who_handed_it_in(scene):
    paper = make_paper(scene.body, MinutesState.SUBMITTED)
    Notice.objects.all().delete()
    return_minutes(by=scene.approver, minutes=paper, reason="请写清楚。")
    told = Notice.objects.get()
    assert (told.kind, told.user, told.channel) == ("minutes_back", paper.submitted_by, "inbox")
    assert "请写清楚" not in told.line
    assert told.address == f"/desk/meetings/{paper.meeting_id}/"


def test_an_approved_paper_is_told_to_the_members_and_nobody_is_rung(scene):
    paper = make_paper(scene.body, MinutesState.SUBMITTED)
    Notice.objects.all().delete()
    approve_minutes(by=scene.approver, minutes=paper)
    assert kinds(scene.member.user) == ["minutes_ok"]
    assert set(Notice.objects.values_list("channel", flat=True)) == {"inbox"}


def test_an_outcome_is_told_to_who_holds_its_post(scene):
    holder = make_officer("chair", make_body(place=scene.village, name="示范业主会"))
    post = holder.user.person.holdings.get().post
    Notice.objects.all().delete()
    publish_minutes(
        by=scene.approver, minutes=make_paper(scene.body, MinutesState.SUBMITTED, post=post)
    )
    told = inbox(holder.user).get()
    assert told.kind == "outcome"
    client = client_of(holder.user)
    assert "有一项议定事项由您的岗位办理" in client.get("/me/").content.decode()
    assert "/decisions/#outcome-" in client.post("/me/read/", {"open": told.pk})["Location"]
