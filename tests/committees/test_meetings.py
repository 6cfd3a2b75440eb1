"""Calling, the agenda, who came, and what the rule makes of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.access.bodies import may_approve_minutes, may_convene
from committees.access.meetings import own_meetings, visible_meetings
from committees.access.minutes import public_minutes, published_resolutions, visible_minutes
from committees.actions import approving, meetings, minutes
from committees.actions.attendance import record_attendance
from committees.models import Attendance, Resolution
from committees.papers import ItemText, Mark, MinutesText, OutcomeText
from foundation.refusals import NotAllowed, Refused, Stale
from foundation.search.models import SearchDoc
from tests.factories import by, make_person
from tests.factories.committees import (
    make_body,
    make_meeting,
    make_minutes,
    make_officer,
    make_seat,
)

pytestmark = pytest.mark.django_db


def test_only_the_chair_calls_and_holds(scene):
    for who in (scene.secretary, scene.member, scene.clerk, scene.approver, by()):
        with pytest.raises(NotAllowed):
            make_meeting(who, scene.body)
        with pytest.raises(NotAllowed):
            meetings.hold_meeting(by=who, meeting=scene.meeting)
        with pytest.raises(NotAllowed):
            meetings.add_item(by=who, meeting=scene.meeting, title="议题")
    later = make_meeting(
        scene.chair, scene.body, starts_at=timezone.now() + timedelta(days=3), notice_at=None
    )
    assert later.notice_at is not None
    with pytest.raises(Refused):
        meetings.hold_meeting(by=scene.chair, meeting=later)
    meetings.hold_meeting(by=scene.chair, meeting=scene.meeting)
    with pytest.raises(Refused):
        meetings.cancel_meeting(by=scene.chair, meeting=scene.meeting, reason="晚了")


def test_attendance_is_one_list_counted_from_seats(scene):
    people = [make_person() for _ in range(5)]
    stands_in = make_person()
    for person in people[:4]:
        make_seat(scene.body, person=person)
    make_seat(scene.body, person=people[4], substitute=stands_in)
    make_seat(scene.body, since="2026-01-01", ended="2026-02-01")  # no longer there
    marks = [
        Mark("present", people[0]),
        Mark("online", people[1]),
        Mark("absent", people[2]),
        Mark("present", stands_in),
        Mark("present", guest="供电所代表"),
    ]
    meeting = record_attendance(
        by=scene.secretary, meeting=scene.meeting, revision=0, marks=marks, entitled=99
    )
    assert (meeting.entitled, meeting.present, meeting.source) == (5, 3, "seats")
    assert Attendance.objects.count() == 5
    with pytest.raises(Stale):
        record_attendance(by=scene.chair, meeting=meeting, revision=0, marks=[])
    assert Attendance.objects.count() == 5
    record_attendance(by=scene.chair, meeting=meeting, revision=1, marks=marks[:1])
    assert (meeting.present, Attendance.objects.count()) == (1, 1)
    for wrong in (
        [Mark("present", make_person())],
        [marks[0], marks[0]],
        [Mark("there", people[0])],
    ):
        with pytest.raises(Refused):
            record_attendance(by=scene.chair, meeting=meeting, revision=2, marks=wrong)
    with pytest.raises(NotAllowed):
        record_attendance(by=scene.member, meeting=meeting, revision=2, marks=[])


def assembly(scene, **fields):
    """A villagers' assembly of 30 entitled people: its chair, its meeting with one item."""
    body = make_body("village_assembly", place=scene.village)
    chair = make_officer("chair", body)
    meeting = make_meeting(chair, body, **fields)
    item = meetings.add_item(by=chair, meeting=meeting, title="修路")
    record_attendance(
        by=chair,
        meeting=meeting,
        revision=0,
        marks=[],
        entitled=30,
        present=20,
        entitled_households=12,
        present_households=3,
    )
    return chair, meeting, item


def resolved(scene, chair, meeting, item, **votes):
    due = timezone.localdate() + timedelta(days=30)
    outcome = OutcomeText("集体出资修路。", scene.post, due)
    text = MinutesText(sentence="修路。", items=(ItemText(item.pk, outcome=outcome, **votes),))
    return minutes.save_minutes(by=chair, meeting=meeting, revision=0, text=text)


def test_a_resolution_keeps_its_rule_and_its_numbers_whole(scene):
    chair, meeting, item = assembly(scene)
    paper = resolved(scene, chair, meeting, item, votes_for=11, votes_against=9)
    approving.submit_minutes(by=chair, minutes=paper)
    resolution = Resolution.objects.get()
    assert resolution.kind == "resolution"
    assert resolution.rule["article"] == "第二十五条、第二十六条"
    assert resolution.rule["valid_from"] == "2026-01-01"
    assert resolution.numbers["votes_for"] == 11
    assert resolution.numbers["passed"] == "yes"
    meeting.refresh_from_db()
    assert (meeting.judgement["quorum"], meeting.judgement["notice"]) == ("met", "met")


@pytest.mark.parametrize("votes", [{"votes_for": 10}, {}, {"votes_for": 21}])
def test_what_was_not_provably_carried_is_no_resolution(scene, votes):
    chair, meeting, item = assembly(scene)
    paper = resolved(scene, chair, meeting, item, **votes)
    with pytest.raises(Refused) as refused:
        approving.submit_minutes(by=chair, minutes=paper)
    assert refused.value.field == f"item-{item.pk}-votes_for"
    paper.refresh_from_db()
    assert paper.state == "draft"


def test_a_short_notice_needs_its_reason(scene):
    late = timezone.now() - timedelta(days=9)
    chair, meeting, item = assembly(scene, notice_at=late)
    paper = resolved(scene, chair, meeting, item, votes_for=11)
    with pytest.raises(Refused):
        approving.submit_minutes(by=chair, minutes=paper)
    chair, meeting, item = assembly(scene, notice_at=late, short_notice_because="防台抢险")
    paper = resolved(scene, chair, meeting, item, votes_for=11)
    assert approving.submit_minutes(by=chair, minutes=paper).state == "submitted"


def test_no_resolution_by_a_rule_that_was_not_in_force(scene):
    long_ago = timezone.now() - timedelta(days=400)
    chair, meeting, item = assembly(
        scene, starts_at=long_ago, notice_at=long_ago - timedelta(days=20)
    )
    paper = resolved(scene, chair, meeting, item, votes_for=20)
    with pytest.raises(Refused):
        approving.submit_minutes(by=chair, minutes=paper)


def test_party_bodies_publish_no_meeting_no_paper_and_no_outcome(scene):
    branch = make_body("functional_branch", place=scene.village)
    secretary = make_officer("chair", branch)
    make_seat(branch, "party")
    meeting = make_meeting(secretary, branch, title="支部会议")
    paper = make_minutes(secretary, meeting, post=scene.post)
    approving.submit_minutes(by=secretary, minutes=paper)
    with pytest.raises(Refused):
        approving.publish_minutes(by=scene.approver, minutes=paper)
    paper.refresh_from_db()
    approving.approve_minutes(by=scene.approver, minutes=paper)
    for public in (visible_meetings(None), visible_minutes(None), public_minutes()):
        assert not public.exclude(pk=scene.meeting.pk).exists()
    assert not published_resolutions().exists()
    assert not SearchDoc.objects.filter(title__contains="支部会议").exists()
    assert meeting in visible_meetings(secretary.user)
    assert meeting in visible_meetings(scene.approver.user)
    assert meeting not in visible_meetings(scene.chair.user)
    with pytest.raises(Refused):  # settled: it is not sent back any more
        approving.return_minutes(by=scene.approver, minutes=paper, reason="再看")


def test_a_joint_meeting_belongs_to_who_leads_it(scene):
    branch = make_body("functional_branch", place=scene.village)
    secretary = make_officer("chair", branch)
    joint = make_meeting(scene.chair, scene.body, bodies=[branch])
    assert joint in visible_meetings(None)
    assert joint in own_meetings(secretary.user)
    assert not may_convene(secretary.user, joint.lead)
    assert not may_approve_minutes(scene.clerk.user, joint.lead)


def test_of_a_party_body_the_numbers_are_as_stated(scene):
    branch = make_body("party_branch", place=scene.village)
    make_seat(branch, "party")
    chair = make_officer("chair", branch)
    meeting = record_attendance(
        by=chair,
        meeting=make_meeting(chair, branch),
        revision=0,
        marks=[],
        entitled=21,
        present=17,
    )
    assert (meeting.entitled, meeting.present, meeting.source) == (21, 17, "typed")
