"""The staff pages: papers approved by buttons, seats filled and ended, queues that count truly."""

import re

import pytest
from django.utils import timezone

from committees.actions import approving
from committees.models import Body, Meeting, Minutes, Resolution, Seat
from tests.factories import make_organization, make_person
from tests.factories.accounts import add_app
from tests.factories.committees import make_body, make_minutes, make_paper, make_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, scene):
    """A browser in which the town's clerk is logged in, with a second factor."""
    add_app(scene.approver.user)
    client.force_login(scene.approver.user)
    return client


def count_of(staff, key):
    lines = staff.get("/admin/").context["queues"]
    return next(line.number for line in lines if line.address.endswith(f"queue={key}"))


def test_a_paper_is_read_approved_and_published_by_a_button(staff, scene):
    paper = make_minutes(scene.secretary, scene.meeting, post=scene.post)
    assert count_of(staff, "to_approve") == 0
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    assert count_of(staff, "to_approve") == 1
    page = staff.get(f"/admin/committees/minutes/{paper.pk}/change/").content.decode()
    for words in ("大家同意换新灯。", "月底前换新灯", scene.post.title):
        assert words in page
    address = f"/admin/committees/minutes/{paper.pk}/move/publish/"
    said = {"revision": 2, "shown": staff.get(address).context["shown"]}
    answer = staff.post(address, said)
    assert answer.status_code == 302
    paper.refresh_from_db()
    assert paper.state == "published"
    assert count_of(staff, "to_approve") == 0
    again = staff.post(address, said)
    assert again.status_code == 409
    assert "现在办不了了" in again.content.decode()


def test_a_meeting_at_which_nobody_was_counted_has_no_number_of_people(staff, scene):
    paper = make_minutes(scene.secretary, scene.meeting, post=scene.post)
    approving.submit_minutes(by=scene.secretary, minutes=paper)
    address = f"/admin/committees/minutes/{paper.pk}/change/"
    assert re.search(r"<dt>到会</dt>\s*<dd>没有填</dd>", staff.get(address).content.decode())
    Meeting.objects.filter(pk=scene.meeting.pk).update(source="typed", present=12)
    assert re.search(r"<dt>到会</dt>\s*<dd>12", staff.get(address).content.decode())


def test_who_approves_reads_why_people_were_told_late(staff, scene):
    paper = make_paper(scene.body, "submitted")
    address = f"/admin/committees/minutes/{paper.pk}/change/"
    assert "通知晚于规则要求" not in staff.get(address).content.decode()
    Meeting.objects.update(short_notice_because="台风过境")
    page = staff.get(address).content.decode()
    assert "通知晚于规则要求" in page
    assert "台风过境" in page


def test_a_paper_that_changed_meanwhile_is_not_approved_unread(staff, scene):
    paper = make_paper(scene.body, "submitted")
    Minutes.objects.update(revision=7)
    address = f"/admin/committees/minutes/{paper.pk}/move/publish/"
    assert staff.post(address, {"revision": 1}).status_code == 409
    paper.refresh_from_db()
    assert paper.state == "submitted"


def test_a_paper_is_sent_back_with_what_to_mend(staff, scene):
    paper = make_paper(scene.body, "submitted")
    address = f"/admin/committees/minutes/{paper.pk}/move/return/"
    assert staff.post(address, {"reason": ""}).status_code == 409
    sent = staff.post(address, {"reason": "写上出席人数", "revision": 1})
    assert staff.get(sent["Location"]).status_code == 200
    paper.refresh_from_db()
    assert (paper.state, paper.returned_because) == ("draft", "写上出席人数")


def test_overdue_outcomes_wait_in_their_queue(staff, scene):
    make_paper(scene.body, "published", post=scene.post)
    late = make_paper(scene.body, "submitted", post=scene.post)
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    assert count_of(staff, "outcomes_overdue") == 0
    Resolution.objects.filter(item__meeting=late.meeting).update(
        public_at=timezone.now(), due_on=yesterday
    )
    assert count_of(staff, "outcomes_overdue") == 1
    page = staff.get("/admin/committees/resolution/?queue=outcomes_overdue")
    assert page.context["cl"].result_count == 1


def test_bodies_and_seats_are_made_and_ended(staff, scene):
    organization = make_organization("示范村村民代表会议", kind="body", place=scene.village)
    data = {"organization_pick": organization.pk, "kind": "functional_branch"}
    assert staff.post("/admin/committees/body/add/", data).status_code == 409
    data["kind"] = "village_representatives"
    assert staff.post("/admin/committees/body/add/", data).status_code == 302
    body = Body.objects.get(organization=organization)
    assert body.preset == "village_representatives"
    seat = {"body_pick": body.pk, "name": "赵示范", "role": "chair", "group": "villager"}
    assert staff.post("/admin/committees/seat/add/", seat).status_code == 302
    chair = Seat.objects.get(body=body)
    assert chair.holding.post.role == "chair"
    assert staff.post("/admin/committees/seat/add/", {**seat, "name": "钱示范"}).status_code == 409
    Seat.objects.update(since="2026-01-01")
    ended = {"ended": timezone.localdate().isoformat(), "why": "换届"}
    address = f"/admin/committees/seat/{chair.pk}/move/end/"
    assert staff.post(address, ended).status_code == 302
    chair.refresh_from_db()
    assert (chair.why_ended, chair.holding.until is None) == ("换届", False)


def test_members_are_masked_and_never_named_on_the_pages_of_a_party_body(staff, scene):
    branch = make_body("functional_branch", place=scene.village)
    seat = make_seat(branch, "party", person=make_person("欧阳示范员"))
    for address in (
        "/admin/committees/seat/",
        f"/admin/committees/seat/{seat.pk}/change/",
        f"/admin/committees/body/{branch.pk}/change/",
    ):
        assert "欧阳示范员" not in staff.get(address).content.decode()


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("model", "queries"),
    [("minutes", 12), ("resolution", 12), ("seat", 11), ("body", 12), ("meeting", 11)],
)
def test_the_lists_ask_the_same_number_of_questions(
    staff, scene, rows, model, queries, django_assert_num_queries
):
    for _row in range(rows):
        make_paper(scene.body, "published", post=scene.post)
        make_seat(make_body(place=scene.village))
    staff.get(f"/admin/committees/{model}/")
    with django_assert_num_queries(queries):
        staff.get(f"/admin/committees/{model}/")
