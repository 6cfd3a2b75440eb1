"""Bodies that meet together: each needs its own quorum, and none resolves what all voted on."""

import re
from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from committees.actions.approving import submit_minutes
from committees.actions.attendance import record_attendance
from committees.law import Fact, Numbers, Passed, judge, weakest
from committees.models import Resolution
from committees.papers import Mark
from committees.queries.numbers import short_notice
from committees.rules import rule_in_force
from tests.committees.test_law import DAY
from tests.factories.accounts import client_of
from tests.factories.committees import (
    make_body,
    make_meeting,
    make_minutes,
    make_officer,
    make_seat,
)


def test_what_holds_of_all_is_the_weakest():
    for facts in product(Fact, repeat=3):
        if Fact.NOT_MET in facts:
            assert weakest(facts) is Fact.NOT_MET
        else:
            assert (weakest(facts) is Fact.MET) == (set(facts) == {Fact.MET})


def test_bodies_that_could_not_open_carry_nothing():
    rule = rule_in_force("committee_charter", DAY)
    numbers = Numbers(10, 10, votes_for=10, votes_against=0, abstained=0, notice_days=9)
    assert judge(rule, numbers, DAY).passed is Passed.YES
    assert judge(rule, numbers, DAY, (Fact.MET, Fact.MET)).passed is Passed.YES
    assert judge(rule, numbers, DAY, (Fact.MET, Fact.NOT_MET)).passed is Passed.NO
    assert judge(rule, numbers, DAY, (Fact.MET, Fact.UNKNOWN)).passed is Passed.UNKNOWN


def test_bodies_of_which_one_was_told_too_late_resolve_nothing():
    rule = rule_in_force("committee_charter", DAY)
    numbers = Numbers(10, 10, votes_for=10, votes_against=0, abstained=0, notice_days=5)
    met = (Fact.MET, Fact.MET)
    assert judge(rule, numbers, DAY, met, met).passed is Passed.YES
    found = judge(rule, numbers, DAY, met, (Fact.MET, Fact.NOT_MET))
    assert (found.notice, found.passed) == (Fact.NOT_MET, Passed.UNKNOWN)
    assert "notice_not_met" in found.reasons


def test_who_wrote_the_votes_is_told_that_those_present_lack_not_the_votes():
    rule = rule_in_force("committee_charter", DAY)
    numbers = Numbers(10, None, votes_for=10, votes_against=0, abstained=0, notice_days=5)
    assert judge(rule, numbers, DAY).reasons == ("quorum_unknown",)
    numbers = Numbers(10, 9, votes_against=0, abstained=0, notice_days=5)
    assert judge(rule, numbers, DAY).reasons == ("votes_missing",)


@pytest.mark.parametrize(
    "key", ["village_assembly", "village_representatives", "party_branch_meeting"]
)
def test_the_least_that_opens_is_the_first_number_that_does(key):
    for way in rule_in_force(key, DAY).quorum:
        for of in range(1, 40):
            enough = [
                n for n in range(of + 2) if way.reached(Numbers(**{way.of: of, way.counted: n}))
            ]
            assert way.least(Numbers(**{way.of: of})) == enough[0]
        assert way.least(Numbers()) is None


@pytest.fixture
def joint(scene):
    """Representatives with three seats lead, the committee with four seats joins them."""
    other = make_body("village_representatives", place=scene.village, name="示范代表会议")
    first = [make_seat(scene.body) for _each in range(4)]
    second = [make_seat(other) for _each in range(3)]
    meeting = make_meeting(scene.chair, scene.body, bodies=[other])
    return scene, meeting, first, second


def written(scene, meeting, came, absent):
    """The list of who came."""
    marks = [Mark("present", person=seat.person) for seat in came]
    marks += [Mark("absent", person=seat.person) for seat in absent]
    record_attendance(by=scene.chair, meeting=meeting, revision=0, marks=marks)


@pytest.mark.django_db
def test_each_body_is_judged_by_its_own_rule_and_seats(joint):
    scene, meeting, first, second = joint
    written(scene, meeting, [*first, second[0]], second[1:])
    paper = make_minutes(scene.chair, meeting, post=scene.post)
    submit_minutes(by=scene.chair, minutes=paper)
    meeting.refresh_from_db()
    lead, other = meeting.judgement["bodies"]
    assert (lead["rule"]["key"], lead["numbers"]["present"], lead["quorum"]) == (
        "committee_charter",
        4,
        "met",
    )
    assert (other["rule"]["key"], other["numbers"]["entitled"], other["quorum"]) == (
        "village_representatives",
        3,
        "not_met",
    )
    assert meeting.judgement["quorum"] == "not_met"
    assert meeting.present == 5


@pytest.mark.django_db
def test_what_they_agree_is_an_outcome_even_where_a_deciding_body_leads(scene):
    lead = make_body("village_representatives", place=scene.village, name="示范代表会议")
    chair = make_officer("chair", lead)
    meeting = make_meeting(chair, lead, bodies=[scene.body])
    make_minutes(chair, meeting, post=scene.post)
    assert Resolution.objects.get().kind == Resolution.Kind.OUTCOME


@pytest.mark.django_db
def test_a_party_body_in_it_has_no_list_and_so_no_proven_quorum(scene):
    branch = make_body("functional_branch", place=scene.village, name="示范支部", member_count=5)
    make_seat(branch, "party")
    seats = [make_seat(scene.body) for _each in range(2)]
    meeting = make_meeting(scene.chair, scene.body, bodies=[branch])
    written(scene, meeting, seats, [])
    submit_minutes(by=scene.chair, minutes=make_minutes(scene.chair, meeting))
    meeting.refresh_from_db()
    assert [one["quorum"] for one in meeting.judgement["bodies"]] == ["met", "unknown"]
    assert (meeting.entitled, meeting.judgement["quorum"]) == (2, "unknown")


@pytest.mark.django_db
def test_each_body_is_told_by_its_own_rule(scene):
    assembly = make_body("village_assembly", place=scene.village, name="示范村民会议")
    began = timezone.now() - timedelta(hours=1)
    told = began - timedelta(days=5)
    meeting = make_meeting(
        scene.chair, scene.body, bodies=[assembly], starts_at=began, notice_at=told
    )
    late = short_notice(meeting)
    assert (late.asked, late.given, late.rule.key) == (10, 5, "village_assembly")
    paper = make_minutes(scene.chair, meeting, post=scene.post)
    page = client_of(scene.chair.user).get(f"/desk/meetings/{meeting.pk}/minutes/items/")
    words = re.sub(r"<[^>]+>|\s+", "", page.content.decode())
    assert "通知时间要求提前3天达到" in words
    assert "通知时间要求提前10天未达到" in words
    submit_minutes(by=scene.chair, minutes=paper)
    meeting.refresh_from_db()
    assert [one["notice"] for one in meeting.judgement["bodies"]] == ["met", "not_met"]
    assert meeting.judgement["notice"] == "not_met"
    assert Resolution.objects.get().numbers["notice"] == "not_met"
