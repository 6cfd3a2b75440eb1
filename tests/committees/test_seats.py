"""Seats and the posts that come with them begin and end together; one chair, one seat a person."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from committees.access.bodies import may_convene, may_file_minutes, sat_bodies
from committees.actions.bodies import create_body, open_term
from committees.actions.seats import end_seat, fill_seat
from committees.models import Seat
from foundation.actor import clock
from foundation.refusals import NotAllowed, Refused
from residents.models import Holding, Organization
from tests.factories import make_organization, make_person, make_user
from tests.factories.committees import make_body, make_seat
from tests.races import race, without_constraint

pytestmark = pytest.mark.django_db
OPERATOR = clock("demo")
DAY = timedelta(days=1)


def somebody():
    return make_person(user=make_user())


def test_a_chair_convenes_from_the_first_day_to_the_last(scene):
    body, person = make_body(place=scene.village), somebody()
    today = timezone.localdate()
    seat = fill_seat(
        by=scene.approver, body=body, person=person, group="party", role="chair", since=today - DAY
    )
    assert may_convene(person.user, body)
    assert seat.holding.post.organization == body.organization
    end_seat(by=scene.approver, seat=seat, why="换届")
    assert not may_convene(person.user, body)
    assert (seat.ended, seat.holding.until is None) == (today, False)
    with pytest.raises(Refused):
        end_seat(by=scene.approver, seat=seat)


def test_a_seat_of_the_future_gives_nothing_yet(scene):
    body, person = make_body(place=scene.village), somebody()
    tomorrow = timezone.localdate() + DAY
    fill_seat(by=OPERATOR, body=body, person=person, group="shop", role="secretary", since=tomorrow)
    assert not may_file_minutes(person.user, body)


def test_members_read_the_papers_but_party_membership_is_no_post(scene):
    person = somebody()
    fill_seat(by=scene.chair, body=scene.body, person=person, group="tenant")
    assert list(sat_bodies(person.user)) == [scene.body]
    branch = make_body("functional_branch", place=scene.village)
    seat = fill_seat(by=OPERATOR, body=branch, person=person, group="tenant")
    assert seat.holding is None
    assert not Holding.objects.filter(post__organization=branch.organization).exists()


@pytest.mark.parametrize(
    ("kind", "title", "english"),
    [
        ("committee", "甲组织主任", "Chair, First body"),
        ("functional_branch", "甲组织书记", "Party secretary, First body"),
    ],
)
def test_a_party_body_is_led_by_its_secretary(scene, kind, title, english):
    body = make_body(kind, place=scene.village, name="甲组织")
    Organization.objects.filter(pk=body.organization_id).update(name_en="First body")
    body.organization.refresh_from_db()
    fill_seat(by=OPERATOR, body=body, person=somebody(), group="party", role="chair")
    post = body.organization.posts.get(role="chair")
    assert (post.title, post.title_en) == (title, english)


def test_one_chair_and_one_seat_a_person(scene):
    body, person = make_body(place=scene.village), somebody()
    fill_seat(by=OPERATOR, body=body, person=person, group="party", role="chair")
    for who, role in ((person, "member"), (somebody(), "chair")):
        with pytest.raises(Refused):
            fill_seat(by=OPERATOR, body=body, person=who, group="shop", role=role)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_seat(body, role="chair")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_seat(body, person=person)


def test_a_seat_that_will_end_leaves_no_day_with_two_chairs(scene):
    body, today = make_body(place=scene.village), timezone.localdate()
    seat = fill_seat(by=OPERATOR, body=body, person=somebody(), group="party", role="chair")
    end_seat(by=OPERATOR, seat=seat, ended=today + 9 * DAY)
    heir = {"by": OPERATOR, "body": body, "person": somebody(), "group": "party", "role": "chair"}
    with pytest.raises(Refused):
        fill_seat(since=today + 8 * DAY, **heir)
    fill_seat(since=today + 9 * DAY, **heir)


def test_who_fills_seats(scene):
    person = somebody()
    for who in (scene.member, scene.secretary, scene.clerk):
        with pytest.raises(NotAllowed):
            fill_seat(by=who, body=scene.body, person=person, group="shop")
    with pytest.raises(NotAllowed):  # a chair does not make another chair
        fill_seat(by=scene.chair, body=make_body(place=scene.village), person=person, group="shop")
    with pytest.raises(NotAllowed):
        fill_seat(by=scene.chair, body=scene.body, person=person, group="shop", role="chair")


def test_bodies_are_entered_by_who_keeps_the_town(scene):
    organization = make_organization(kind="body", place=scene.village)
    with pytest.raises(NotAllowed):
        create_body(by=scene.clerk, organization=organization, kind="committee")
    with pytest.raises(Refused) as refused:
        create_body(by=scene.approver, organization=organization, kind="functional_branch")
    assert refused.value.field == "area"
    body = create_body(by=scene.approver, organization=organization, kind="committee")
    assert body.preset == "committee_charter"
    with pytest.raises(Refused):
        create_body(by=scene.approver, organization=organization, kind="committee")
    today = timezone.localdate()
    open_term(by=scene.approver, body=body, since=today, until=today + 5 * 365 * DAY)
    with pytest.raises(Refused):
        open_term(by=scene.approver, body=body, since=today + DAY, until=today + 2 * DAY)


@pytest.mark.django_db(transaction=True)
def test_of_two_chairs_at_once_the_body_gets_one(open_scene, figure):
    body = make_body(place=open_scene.village)
    people = [somebody() for _ in range(4)]

    def sit(number):
        return fill_seat(by=OPERATOR, body=body, person=people[number], group="party", role="chair")

    outcomes = race(4, sit)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused"] * 3 + ["Seat"]
    chairs = Seat.objects.filter(body=body, ended__isnull=True, role="chair").count()
    assert chairs == 1
    figure(f"{len(outcomes)} seated as chair at once: {chairs}", bound="1")


def written_at_once(scene):
    """What becomes of four chairs of one body that are written past the action."""
    body = make_body(place=scene.village)
    people = [somebody() for _ in range(4)]
    rows = race(4, lambda number: make_seat(body, "party", person=people[number], role="chair"))
    return sorted(type(row).__name__ for row in rows)


@pytest.mark.django_db(transaction=True)
def test_without_the_action_the_database_alone_still_allows_one_chair(open_scene):
    assert written_at_once(open_scene) == ["IntegrityError"] * 3 + ["Seat"]


@pytest.mark.django_db(transaction=True)
def test_control_without_its_rule_each_is_chair(open_scene, control):
    with without_constraint("seat_one_open_chair", Seat):
        rows = written_at_once(open_scene)
    assert rows == ["Seat"] * 4
    control(f"{len(rows)} seated as chair at once: {rows.count('Seat')}")
