"""The share of social groups, against a naive recount on random seats."""

from datetime import date, timedelta
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committees.kinds import SeatGroup
from committees.models import Body, Seat
from committees.queries.representation import representation, seat_counts
from tests.factories import make_organization, make_person, make_place, make_town
from tests.factories.committees import make_body, make_seat

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
GROUPS = [str(group) for group in SeatGroup]


def recount(seats, bodies, on):
    """Person by person: what she speaks for in the union that day."""
    social, groups = 0, {}
    people = {seat.person_id for seat in seats}
    for person in people:
        hers = [
            seat
            for seat in seats
            if seat.person_id == person
            and seat.body_id in bodies
            and seat.since <= on
            and not (seat.ended and seat.ended <= on)
        ]
        if not hers:
            continue
        first = min(hers, key=lambda seat: (seat.since, seat.pk))
        partisan = any(seat.group == "party" for seat in hers)
        group = "party" if partisan else first.group
        groups[group] = groups.get(group, 0) + 1
        social += not partisan
    return social, sum(groups.values()), groups


SEATS = st.lists(
    st.tuples(
        st.integers(0, 2),  # body
        st.integers(0, 5),  # person: six people on three bodies meet often
        st.sampled_from(GROUPS),
        st.integers(-3, 3),  # since, in days from DAY
        st.none() | st.integers(1, 5),  # days until it ended
    ),
    max_size=18,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SEATS, st.sets(st.integers(0, 2)), st.integers(-4, 9))
def test_it_agrees_with_a_naive_recount(db, rows, union, shift):
    Seat.objects.all().delete()
    if Body.objects.count() < 3:
        place = make_place(parent=make_town())
        for _ in range(3):
            make_body(place=place)
    bodies = list(Body.objects.all()[:3])
    people = [make_person() for _ in range(6)]
    open_seats, seats = set(), []
    for body, person, group, since, lasts in rows:
        start = DAY + timedelta(since)
        ended = start + timedelta(lasts) if lasts else None
        if ended is None and (body, person) in open_seats:
            continue
        open_seats |= {(body, person)} if ended is None else set()
        seats.append(
            make_seat(bodies[body], group, person=people[person], since=start, ended=ended)
        )
    on, chosen = DAY + timedelta(shift), [bodies[number] for number in union]
    share = representation(chosen, on)
    expected = recount(seats, {body.pk for body in chosen}, on)
    assert (share.social, share.all, share.by_group) == expected


def test_the_published_figure_of_a_village_with_five_branches_and_a_committee():
    place = make_place(parent=make_town())
    committee = make_body(place=place)
    areas = ("apartments", "enterprises", "shops", "roads", "hamlets")
    branches = [make_body("functional_branch", place=place, area=area) for area in areas]
    social = [make_person() for _ in range(19)]
    party = [make_person() for _ in range(8)]
    for number, person in enumerate(social):
        make_seat(branches[number % 5], "tenant", person=person)
    for person in social[:6]:  # also on the committee, and once more on another branch
        make_seat(committee, "villager", person=person)
        make_seat(branches[(social.index(person) + 1) % 5], "shop", person=person)
    for number, person in enumerate(party):
        make_seat(committee if number < 3 else branches[number - 3], "party", person=person)
    share = representation([committee, *branches], DAY)
    assert (share.social, share.all, share.percent, share.above(70)) == (19, 27, 70, True)
    make_seat(committee, "party")  # a twenty-eighth member: 19 of 28 is no longer above
    assert not representation([committee, *branches], DAY).above(70)


def test_who_also_sits_for_the_party_is_no_social_representative():
    place = make_place(parent=make_town())
    committee, branch, person = make_body(place=place), make_body(place=place), make_person()
    make_seat(committee, "shop", person=person)
    assert representation([committee], DAY).social == 1
    make_seat(branch, "party", person=person)
    both = representation([committee, branch], DAY)
    assert (both.social, both.all, both.by_group) == (0, 1, {"party": 1})


def test_somebody_entered_twice_and_merged_counts_once():
    body, stays = make_body(place=make_place(parent=make_town())), make_person()
    make_seat(body, "shop", person=stays)
    make_seat(body, "shop", person=make_person(merged_into=stays))
    assert representation([body], DAY).all == 1


def test_nobody_has_no_share():
    share = representation([make_body(place=make_place(parent=make_town()))], DAY)
    assert (share.all, share.percent, share.above(0)) == (0, None, False)


@pytest.mark.parametrize("number", [1, 30])
def test_one_query_whatever_the_number(number, django_assert_num_queries):
    place = make_place(parent=make_town())
    bodies = [
        make_body(organization=make_organization(kind="body", place=place)) for _ in range(number)
    ]
    for body in chain(bodies, bodies):
        make_seat(body, "party")
    make_seat(bodies[0], "shop", role="chair")
    bodies[0].member_count = 5
    with django_assert_num_queries(1):
        assert representation(bodies, DAY).all == 2 * number + 1
    with django_assert_num_queries(1):
        counts = seat_counts(bodies, DAY)[bodies[0].pk]
    assert (counts.party, counts.social, counts.vacant, counts.chair) == (2, 1, 2, True)
    assert (counts.by_group, counts.percent) == ({"shop": 1}, 33)
