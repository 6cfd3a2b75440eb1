"""Where the rule asks that people know the agenda before, nobody is told to write it afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.accounts import client_of
from tests.factories.committees import make_body, make_meeting, make_officer

pytestmark = pytest.mark.django_db
AFTERWARDS, NOW = "也可以会后再写", "议程要提前 3 天告知，请现在就写"


def shown(chair, body, *, ahead, **fields):
    """What the desk says of a meeting with nothing on its agenda."""
    moment = timezone.now() + timedelta(days=ahead)
    meeting = make_meeting(chair, body, starts_at=moment, **fields)
    return client_of(chair.user).get(f"/desk/meetings/{meeting.pk}/").content.decode()


@pytest.fixture
def representatives(evening):
    """(chair, the representatives of a village)."""
    body = make_body("village_representatives", place=evening.village, name="示范代表会议")
    return make_officer("chair", body), body


def test_of_a_meeting_of_representatives_it_is_asked_for_now_with_the_rule(representatives):
    page = shown(*representatives, ahead=5)
    assert NOW in page
    assert "浙江省实施" in page
    assert AFTERWARDS not in page


def test_afterwards_is_right_once_it_has_been(representatives):
    page = shown(*representatives, ahead=-1)
    assert AFTERWARDS in page
    assert NOW not in page


def test_a_committee_may_write_it_afterwards(evening):
    page = shown(evening.chair, evening.body, ahead=5)
    assert AFTERWARDS in page
    assert NOW not in page


def test_beside_a_body_that_asks_for_longer_notice_alone_it_is_asked_for_too(representatives):
    chair, body = representatives
    assembly = make_body("village_assembly", place=body.organization.place, name="示范村民会议")
    assert NOW in shown(chair, body, ahead=5, bodies=[assembly])
