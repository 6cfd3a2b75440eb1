"""A need before a body: on the agenda, agreed with owner and date, public, carried out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.access.minutes import public_minutes, published_resolutions
from committees.actions import approving, meetings, minutes, outcomes
from committees.papers import ItemText, MinutesText, OutcomeText
from foundation.refusals import NotAllowed, Refused
from foundation.search.queries import matching
from residents.actions import answering, raising, sorting
from residents.actions.tabling import table_need
from residents.models import Need, NeedCategory, Tabling
from residents.queries.queues import to_answer
from residents.stages import NeedState
from tests.factories import by

pytestmark = pytest.mark.django_db


@pytest.fixture
def tabled(scene):
    """A need of the village that waits before its committee."""
    need = raising.raise_need(by=by(), words="路灯不亮", place=scene.village)
    sorting.accept_need(
        by=scene.clerk,
        need=need,
        category=NeedCategory.objects.get(),
        title="路灯报修",
        sentence="村口路灯不亮。",
    )
    return table_need(by=scene.clerk, need=need, body=scene.body.organization, question="怎么修？")


def written(scene, item, revision=0, **fields):
    """The paper of the meeting with one item."""
    text = MinutesText(sentence="同意换灯。", items=(ItemText(item.pk, **fields),))
    return minutes.save_minutes(
        by=scene.secretary, meeting=scene.meeting, revision=revision, text=text
    )


def agreed(scene):
    """An outcome with owner and date."""
    due = timezone.localdate() + timedelta(days=20)
    return OutcomeText("月底前换新灯。", scene.post, due)


def publish(scene, paper):
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    approving.publish_minutes(by=scene.approver, minutes=paper)


def test_the_need_gets_its_owner_its_date_and_the_address_of_the_meeting(scene, tabled):
    item = meetings.add_item(by=scene.chair, meeting=scene.meeting, tabling=tabled)
    assert item.title == "路灯报修"
    paper = written(scene, item, outcome=agreed(scene))
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    assert not published_resolutions().exists()
    approving.publish_minutes(by=scene.approver, minutes=paper)
    need = tabled.need
    need.refresh_from_db()
    assert (need.state, need.owner_post) == (NeedState.UNDER_WAY, scene.post)
    assert need.promised_on == agreed(scene).due_on
    steps = list(need.steps.values_list("kind", "address"))
    address = f"/meetings/{scene.meeting.pk}/"
    assert steps[-2:] == [("on_agenda", address), ("decided", address)]
    assert paper in public_minutes()
    assert published_resolutions().get().kind == "outcome"
    assert {doc.kind for doc in matching("换新灯")} == {"outcome"}
    assert {doc.kind for doc in matching("同意换灯")} == {"minutes"}
    scene.meeting.refresh_from_db()
    assert scene.meeting.state == "held"


def test_without_an_outcome_the_clerk_hears_why(scene, tabled):
    item = meetings.add_item(by=scene.chair, meeting=scene.meeting, tabling=tabled)
    paper = written(scene, item, result="not_passed")
    with pytest.raises(Refused) as refused:
        approving.submit_minutes(by=scene.secretary, minutes=paper)
    assert refused.value.field == f"item-{item.pk}-discussion"
    paper = written(scene, item, revision=1, result="not_passed", discussion="钱不够。")
    publish(scene, paper)
    tabled.refresh_from_db()
    assert tabled.state == Tabling.State.RETURNED
    assert tabled.need.steps.last().sentence == "钱不够。"


def test_what_is_put_off_or_taken_off_waits_before_the_body_again(scene, tabled):
    item = meetings.add_item(by=scene.chair, meeting=scene.meeting, tabling=tabled)
    with pytest.raises(Refused):
        meetings.drop_item(by=scene.chair, item=item)
    meetings.drop_item(by=scene.chair, item=item, reason="材料没齐。")
    tabled.refresh_from_db()
    assert tabled.state == Tabling.State.OPEN
    item = meetings.add_item(by=scene.chair, meeting=scene.meeting, tabling=tabled)
    publish(scene, written(scene, item, result="postponed", discussion="等供电所答复。"))
    tabled.refresh_from_db()
    assert tabled.state == Tabling.State.OPEN
    assert tabled.need.steps.last().sentence == "等供电所答复。"


@pytest.mark.parametrize(("state", "told"), [("done", "carried_out"), ("dropped", "given_up")])
def test_an_outcome_is_carried_out_and_the_need_waits_for_its_answer(scene, tabled, state, told):
    item = meetings.add_item(by=scene.chair, meeting=scene.meeting, tabling=tabled)
    paper = written(scene, item, outcome=agreed(scene))
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    resolution = item.resolution
    with pytest.raises(Refused):
        outcomes.add_progress(by=scene.chair, resolution=resolution, sentence="已下单。")
    approving.publish_minutes(by=scene.approver, minutes=paper)
    resolution.refresh_from_db()
    with pytest.raises(NotAllowed):
        outcomes.add_progress(by=scene.member, resolution=resolution, sentence="已下单。")
    outcomes.add_progress(by=scene.chair, resolution=resolution, sentence="已下单。")
    assert tabled.need.steps.last().sentence == "已下单。"
    clerk = scene.clerk.user
    assert not to_answer(clerk).exists()
    outcomes.end_outcome(
        by=scene.chair, resolution=resolution, how="灯亮了。", revision=0, state=state
    )
    assert resolution.state == state
    assert tabled.need.steps.last().kind == told
    assert list(to_answer(clerk)) == [tabled.need]
    need = Need.objects.get(pk=tabled.need.pk)
    answering.answer_need(by=scene.clerk, need=need, sentence="灯亮了。")
    assert not to_answer(clerk).exists()
    with pytest.raises(Refused):
        outcomes.add_progress(by=scene.chair, resolution=resolution, sentence="又来。")


def test_a_cancelled_meeting_gives_its_needs_back(scene, tabled):
    meetings.add_item(by=scene.chair, meeting=scene.meeting, tabling=tabled)
    meetings.cancel_meeting(by=scene.chair, meeting=scene.meeting, reason="台风。")
    tabled.refresh_from_db()
    assert tabled.state == Tabling.State.OPEN
    with pytest.raises(Refused):
        meetings.add_item(by=scene.chair, meeting=scene.meeting, tabling=tabled)
