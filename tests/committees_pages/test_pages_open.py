"""Each page answers, in both languages, with a fixed number of queries, and names nobody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from committees.actions import approving, meetings, outcomes
from committees.actions.attendance import record_attendance
from committees.actions.minutes import correct_minutes
from committees.papers import Mark
from tests.committees_pages.conftest import NAMES
from tests.factories.accounts import client_of
from tests.factories.committees import make_body, make_meeting, make_minutes, make_officer

pytestmark = pytest.mark.django_db


def publish(scene, meeting, **fields):
    """A published paper of a meeting with one outcome."""
    paper = make_minutes(scene.chair, meeting, post=scene.post, **fields)
    approving.submit_minutes(by=scene.chair, minutes=paper)
    approving.publish_minutes(by=scene.approver, minutes=paper)
    return paper


def public_addresses(scene, paper):
    """The room's public pages."""
    return [
        "/committees/",
        f"/committees/{scene.body.organization.slug}/",
        "/meetings/",
        f"/meetings/{scene.meeting.pk}/",
        "/minutes/",
        f"/minutes/{paper.pk}/",
        "/decisions/",
        "/decisions/?state=late",
    ]


@pytest.mark.parametrize("language", ["", "/en"])
def test_public_pages_open_before_and_after_anything_happened(client, evening, language):
    for address in ("/committees/", "/meetings/", "/minutes/", "/decisions/"):
        assert client.get(language + address).status_code == 200
    paper = publish(evening, evening.meeting)
    for address in public_addresses(evening, paper):
        response = client.get(language + address)
        assert response.status_code == 200, address
        for name in NAMES:
            assert name not in response.content.decode(), (address, name)


@pytest.mark.parametrize("language", ["", "/en"])
def test_desk_pages_open(evening, language):
    client, pk = client_of(evening.chair.user), evening.meeting.pk
    item = meetings.add_item(by=evening.chair, meeting=evening.meeting, title="充电桩")
    ahead = make_meeting(
        evening.chair, evening.body, starts_at=timezone.now() + timedelta(days=3), notice_at=None
    )
    parts = ["", "when/", "people/", "items/", "photos/"]
    for address in [
        "/desk/",
        "/desk/meetings/",
        "/desk/meetings/new/",
        f"/desk/meetings/new/?tabling={evening.tabling.pk}",
        f"/desk/needs/{evening.tabling.pk}/",
        f"/desk/meetings/{pk}/",
        f"/desk/meetings/{ahead.pk}/",
        f"/desk/meetings/{pk}/agenda/{item.pk}/drop/",
        f"/desk/meetings/{pk}/quick/",
        *[f"/desk/meetings/{pk}/minutes/{part}" for part in parts],
    ]:
        assert client.get(language + address).status_code == 200, address
    paper = publish(evening, evening.meeting)
    outcome = evening.meeting.items.get().resolution
    outcomes.add_progress(by=evening.chair, resolution=outcome, sentence="已下单。")
    for address in [
        f"/desk/meetings/{pk}/",
        f"/desk/meetings/{pk}/minutes/check/",
        f"/desk/meetings/{pk}/minutes/correct/",
        f"/desk/decisions/{outcome.pk}/",
        f"/minutes/{paper.pk}/",
    ]:
        assert client.get(language + address).status_code == 200, address


def test_only_a_deciding_bodys_paper_is_set_as_an_official_one(client, evening):
    paper = publish(evening, evening.meeting)
    assert 'class="sheet"' in client.get(f"/minutes/{paper.pk}/").content.decode()
    body = make_body("village_representatives", place=evening.village, name="示范代表会议")
    chair = make_officer("chair", body)
    paper = make_minutes(chair, make_meeting(chair, body))
    approving.submit_minutes(by=chair, minutes=paper)
    approving.publish_minutes(by=evening.approver, minutes=paper)
    assert 'class="sheet official"' in client.get(f"/minutes/{paper.pk}/").content.decode()


def test_only_who_leads_a_body_is_offered_to_call_a_meeting(evening):
    offered = 'href="/desk/meetings/new/"'
    assert offered in client_of(evening.chair.user).get("/desk/meetings/").content.decode()
    writer = client_of(evening.secretary.user)
    assert offered not in writer.get("/desk/meetings/").content.decode()
    assert writer.get("/desk/meetings/new/").status_code == 403


def test_a_corrected_paper_stands_in_no_list_any_more(client, evening):
    old = publish(evening, evening.meeting)
    draft = correct_minutes(by=evening.chair, minutes=old, why="数字写错了。")
    lists = ("/minutes/", f"/committees/{evening.body.organization.slug}/")
    for address in lists:
        assert f'href="/minutes/{old.pk}/"' in client.get(address).content.decode()
    approving.submit_minutes(by=evening.chair, minutes=draft)
    approving.publish_minutes(by=evening.approver, minutes=draft)
    for address in lists:
        page = client.get(address).content.decode()
        assert f'href="/minutes/{draft.pk}/"' in page
        assert f'href="/minutes/{old.pk}/"' not in page
    assert f'href="/minutes/{old.pk}/"' in client.get(f"/minutes/{draft.pk}/").content.decode()


def test_the_next_meeting_is_offered_first_for_a_need(evening):
    now = timezone.now()
    later, sooner = (
        make_meeting(evening.chair, evening.body, starts_at=now + timedelta(days=d), notice_at=None)
        for d in (20, 10)
    )
    offered = client_of(evening.chair.user).get(f"/desk/needs/{evening.tabling.pk}/")
    rows = [meeting.pk for meeting in offered.context["meetings"]]
    assert rows == [sooner.pk, later.pk, evening.meeting.pk]


def test_from_each_part_of_the_minutes_a_link_leads_back_to_the_meeting(evening):
    at = timezone.now() - timedelta(days=30)
    before = make_meeting(evening.chair, evening.body, starts_at=at, notice_at=None)
    marks = [Mark(kind="present", person=seat.person) for seat in evening.seats]
    record_attendance(by=evening.chair, meeting=before, revision=0, marks=marks)
    meeting = f"/desk/meetings/{evening.meeting.pk}/"
    for part in ("when", "people", "items", "photos"):
        page = client_of(evening.chair.user).get(f"{meeting}minutes/{part}/").content.decode()
        assert f'<li><a href="{meeting}"' in page, part
