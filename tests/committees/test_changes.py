"""A meeting that was called gets another time or place: said, judged again, and passed on."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.actions.approving import submit_minutes
from committees.actions.changing import change_meeting, excuse_notice
from committees.actions.meetings import call_meeting, cancel_meeting
from committees.queries.meetings import words_about
from committees.queries.numbers import short_notice
from foundation.record.models import Entry
from foundation.refusals import NotAllowed, Refused, Stale
from residents.actions.calls import record_call
from residents.models import Notice
from tests.factories import make_place
from tests.factories.committees import make_body, make_minutes, make_officer, make_seat

pytestmark = pytest.mark.django_db
NOW = timezone.now().replace(microsecond=0)
BEGINS = NOW + timedelta(days=10)


@pytest.fixture
def ahead(scene):
    """A meeting in ten days, called today, of a committee with two seats."""
    scene.seats = [make_seat(scene.body) for _each in range(2)]
    scene.ahead = called(scene)
    return scene


def called(scene, **fields):
    """A meeting of the committee in ten days."""
    values = {"title": "示范会议", "starts_at": BEGINS, "where": "文化礼堂", "now": NOW, **fields}
    return call_meeting(by=scene.chair, lead=scene.body, **values)


def change(scene, **fields):
    """The meeting with another time or place."""
    row = scene.ahead
    values = {"starts_at": row.starts_at, "where": row.where, "revision": row.revision, "now": NOW}
    return change_meeting(**{"by": scene.chair, "meeting": row, **values, **fields})


def test_both_times_are_kept_and_the_place_without_words_in_the_record(ahead):
    later = BEGINS + timedelta(days=1)
    change(ahead, starts_at=later, where="老年活动室")
    ahead.ahead.refresh_from_db()
    row = ahead.ahead
    assert (row.starts_at, row.moved_from) == (later, BEGINS)
    assert (row.where, row.where_before, row.notice_at) == ("老年活动室", "文化礼堂", NOW)
    entry = Entry.objects.get(verb="meeting.changed")
    assert entry.values["starts_at"] == [str(BEGINS), str(later)]
    assert "where" in entry.fields
    assert "活动室" not in str(entry.values)


def test_another_place_alone_is_no_new_notice(ahead):
    change(ahead, where="老年活动室", now=NOW + timedelta(days=9))
    assert (ahead.ahead.notice_at, ahead.ahead.moved_from) == (NOW, None)
    assert short_notice(ahead.ahead) is None


def test_the_notice_is_judged_again_by_the_rule_and_a_short_one_needs_its_reason(ahead):
    change(ahead, starts_at=NOW + timedelta(days=3), short_notice_because="不必说")
    assert (short_notice(ahead.ahead), ahead.ahead.short_notice_because) == (None, "")
    soon = {"starts_at": NOW + timedelta(days=2)}
    with pytest.raises(Refused) as refused:
        change(ahead, **soon)
    assert refused.value.field == "short_notice_because"
    assert Entry.objects.filter(verb="meeting.changed").count() == 1
    change(ahead, **soon, short_notice_because="台风")
    found = short_notice(ahead.ahead)
    assert (found.asked, found.given, ahead.ahead.short_notice_because) == (3, 2, "台风")
    change(ahead, where="村口")
    assert ahead.ahead.short_notice_because == "台风"
    with pytest.raises(Refused):  # a new notice asks for a reason of its own
        change(ahead, starts_at=NOW + timedelta(days=1))


def test_a_meeting_to_come_is_called_late_only_with_a_reason(scene):
    with pytest.raises(Refused) as refused:
        called(scene, starts_at=NOW + timedelta(days=2))
    assert refused.value.field == "short_notice_because"
    soon = called(scene, starts_at=NOW + timedelta(days=2), short_notice_because="台风")
    assert soon.short_notice_because == "台风"
    assert called(scene, starts_at=NOW - timedelta(days=1)).notice_at is None


def test_a_reason_that_lacks_is_said_later_once_and_recorded(scene):
    told = {"starts_at": NOW - timedelta(days=1), "notice_at": NOW - timedelta(days=2)}
    late = called(scene, **told)
    excuse_notice(by=scene.chair, meeting=late, reason="防台抢险")
    assert late.short_notice_because == "防台抢险"
    entry = Entry.objects.get(verb="meeting.excused")
    assert entry.fields == ["short_notice_because"]
    assert "防台" not in str(entry.values)
    with pytest.raises(Refused):
        excuse_notice(by=scene.chair, meeting=late, reason="别的")
    other = called(scene, **told)
    for somebody in (scene.secretary, scene.clerk):
        with pytest.raises(NotAllowed):
            excuse_notice(by=somebody, meeting=other, reason="防台抢险")
    with pytest.raises(Refused):
        excuse_notice(by=scene.chair, meeting=called(scene), reason="早就通知了")
    submit_minutes(by=scene.chair, minutes=make_minutes(scene.chair, other, post=scene.post))
    with pytest.raises(Refused):
        excuse_notice(by=scene.chair, meeting=other, reason="防台抢险")


def test_everybody_with_a_seat_is_to_be_told_and_again_after_the_next_change(ahead):
    change(ahead, where="老年活动室")
    others = (ahead.secretary.user.person.pk, ahead.member.user.person.pk)
    people = {*(seat.person_id for seat in ahead.seats), *others}
    assert set(words_about(ahead.ahead).values_list("person", flat=True)) == people
    word = words_about(ahead.ahead).first()
    record_call(by=ahead.secretary, notice=word, outcome="not_reached")
    record_call(by=ahead.chair, notice=word, outcome="told")
    assert word.ended_at is not None
    with pytest.raises(Refused):
        record_call(by=ahead.chair, notice=word, outcome="told")
    change(ahead, where="村口", now=NOW + timedelta(hours=1))
    waiting = words_about(ahead.ahead).filter(state="waiting")
    assert set(waiting.values_list("person", flat=True)) == people
    assert waiting.count() == 4
    with pytest.raises(NotAllowed):
        record_call(by=ahead.member, notice=waiting.first(), outcome="told")


def test_members_of_a_party_body_stand_in_no_list(ahead):
    branch = make_body("functional_branch", place=ahead.village, name="示范支部")
    make_seat(branch, "party")
    ahead.ahead = called(ahead, bodies=[branch])
    change(ahead, where="村口", now=NOW + timedelta(hours=1))
    assert words_about(ahead.ahead).filter(person__user=None).count() == 2


def test_nobody_is_called_about_a_meeting_that_has_been(ahead):
    Notice.objects.all().delete()
    change(ahead, starts_at=NOW - timedelta(hours=3))
    assert (Notice.objects.count(), ahead.ahead.notice_at) == (0, None)


def test_who_may_not_and_what_cannot_be(ahead):
    with pytest.raises(NotAllowed):
        change(ahead, by=ahead.secretary, where="村口")
    with pytest.raises(Refused):
        change(ahead)
    change(ahead, where="村口")
    with pytest.raises(Stale):
        change(ahead, where="村尾", revision=0)
    cancel_meeting(by=ahead.chair, meeting=ahead.ahead, reason="台风")
    with pytest.raises(Refused):
        change(ahead, where="村尾")


def test_only_bodies_of_the_place_or_of_ones_own_are_called_in(ahead):
    elsewhere = make_body("committee", place=make_place(parent=ahead.town), name="外村委员会")
    with pytest.raises(Refused):
        called(ahead, bodies=[elsewhere])
    mine = make_officer("chair", elsewhere)
    neighbour = make_body("owners", place=elsewhere.organization.place, name="业主会")
    joint = call_meeting(
        by=mine, lead=elsewhere, title="联席", starts_at=BEGINS, where="村口", bodies=[neighbour]
    )
    assert set(joint.bodies.all()) == {elsewhere, neighbour}
