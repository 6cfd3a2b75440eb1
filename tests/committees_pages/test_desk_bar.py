"""The bar of the desk says how much waits, as the desk lists it, and leads there and back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from committees.actions import approving
from committees.kinds import MinutesState
from residents.models import Post
from residents.stages import NeedState
from tests.factories import make_need
from tests.factories.accounts import client_of
from tests.factories.committees import make_body, make_minutes, make_officer, make_paper, make_seat

pytestmark = pytest.mark.django_db

LISTED = ("late", "due", "to_minute", "tablings", "needs")
SAID = re.compile(r'<nav class="workbar".*?<small>(\d+)</small>', re.DOTALL)


def test_the_bar_says_how_much_waits_on_each_page_of_the_desk(evening):
    chair = client_of(evening.chair.user)
    post = Post.objects.get(holdings__person__user=evening.chair.user)
    paper = make_minutes(evening.chair, evening.meeting, post=post)
    evening.meeting.items.update(tabling=evening.tabling)
    approving.submit_minutes(by=evening.chair, minutes=paper)
    approving.publish_minutes(by=evening.approver, minutes=paper)
    make_paper(evening.body, MinutesState.DRAFT)
    for need in (make_need(place=evening.village), evening.tabling.need):
        need.owner_post, need.state = post, NeedState.ASSIGNED
        need.save()
    quiet = make_body("village_representatives", place=evening.village)
    make_seat(quiet, since=timezone.localdate() - timedelta(days=800))
    make_officer("chair", quiet)
    desk = chair.get("/desk/")
    waiting = sum(len(desk.context[key]) for key in LISTED)
    waiting += sum(duty.late for duty in desk.context["duties"])
    assert [need.words for need in desk.context["needs"]] == ["路灯不亮了"]  # the other is agreed
    for address in ("/desk/", "/desk/meetings/", f"/desk/meetings/{evening.meeting.pk}/"):
        assert SAID.search(chair.get(address).content.decode())[1] == str(waiting) > "1", address


def test_the_agreed_matters_are_a_page_of_the_desk_for_who_sits_on_a_body(evening, client):
    bar = '<nav class="workbar"'
    page = client_of(evening.chair.user).get("/decisions/").content.decode()
    assert bar in page
    assert 'href="/decisions/" aria-current="page">议定事项</a></li>\n  </ul>' in page
    for other in (client, client_of(evening.clerk.user)):
        assert bar not in other.get("/decisions/").content.decode()
