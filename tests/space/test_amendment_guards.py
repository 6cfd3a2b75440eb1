"""What the database keeps of amendments, and that a venue is given once, whoever writes; with the
guards off it does not."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from foundation.record import guards
from services.models import Agreement, Amendment, AmendmentPaper, Grant
from tests.factories.agreements import make_agreement, make_approval, make_grant
from tests.races import race
from tests.space.conftest import make_scene
from tests.space.rows import (
    LATER,
    NOW,
    TIMES,
    amendment_of,
    at_once,
    new_amendment,
    new_statement,
    taken,
)

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = "services_agreement"
PLANTED = (
    f"UPDATE {TABLE} SET until = '2031-01-01'",
    f"UPDATE {TABLE} SET floor_percent = 50",
    f"UPDATE {TABLE} SET until = '2029-01-01', floor_percent = 50",
    f"UPDATE {TABLE} SET until = '2029-01-01', title = 'x'",
    "UPDATE services_amendment SET until = '2031-01-01'",
    "UPDATE services_amendment SET reason = 'x'",
    "DELETE FROM services_amendment",
    "UPDATE services_amendmentpaper SET amendment_id = amendment_id",
    "DELETE FROM services_amendmentpaper",
)


def refused(sql):
    """Whether the database's own guard refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
            transaction.set_rollback(True)
    except IntegrityError as error:
        return guards.REFUSAL in str(error)
    return False


def written(scene):
    """An amendment to the end of 2028 with its paper, before the agreement says so."""
    paper = make_approval(scene.agreement, "contract", number="1")
    AmendmentPaper.objects.create(amendment=new_amendment(scene.agreement), approval=paper)


def test_an_agreement_changes_to_what_its_last_amendment_says_and_to_nothing_else():
    written(make_scene())
    for sql in PLANTED:
        assert refused(sql), sql
    assert not refused(f"UPDATE {TABLE} SET until = '2029-01-01'")


def test_control_without_guards_each_goes_through(unguarded):
    written(make_scene())
    for sql in PLANTED:
        assert not refused(sql), sql


def test_an_earlier_amendment_counts_no_more():
    agreement = make_scene().agreement
    amendment_of(agreement, date(2028, 7, 1))
    agreement.refresh_from_db()
    amendment_of(agreement)
    assert refused(f"UPDATE {TABLE} SET until = '2028-07-01'")


def test_an_amendment_begins_with_what_the_agreement_says_while_it_runs():
    scene = make_scene(floor_percent=90)
    running, draft = scene.agreement, make_agreement(place=scene.place, state="draft")
    assert not taken(lambda: new_amendment(running, was_until=LATER))
    assert not taken(lambda: new_amendment(running, was_floor_percent=None))
    assert not taken(lambda: new_amendment(draft))
    assert taken(lambda: new_amendment(running, floor_percent=None))


def test_no_amendment_ends_an_agreement_in_a_frozen_quarter():
    scene = make_scene()
    new_statement(scene)
    early = {"since": date(2026, 3, 1)}
    ends = ((date(2026, 3, 31), False), (date(2026, 4, 1), True))
    assert [(day, taken(lambda d=day: written_on(scene, d, early))) for day, _done in ends] == [
        *ends
    ]


def written_on(scene, until, fields):
    terms = {"was_until": scene.agreement.until, "reason": "x", "at": NOW}
    Amendment.objects.create(agreement=scene.agreement, until=until, **terms, **fields)


def test_a_paper_of_another_agreement_or_one_struck_out_allows_nothing():
    scene = make_scene()
    amendment = new_amendment(scene.agreement)
    other = make_approval(make_agreement(place=scene.place), "contract", number="1")
    struck = make_approval(scene.agreement, "contract", number="2")
    make_approval(scene.agreement, "contract", strikes=struck, words="x")
    for paper in (other, struck):
        assert not taken(
            lambda p=paper: AmendmentPaper.objects.create(amendment=amendment, approval=p)
        )


def following(scene):
    """An agreement of the same venue from the day on which the scene's is over."""
    other = make_agreement(
        place=scene.place, since=scene.agreement.until, until=date(2030, 1, 1), state="draft"
    )
    make_grant(other, venue=scene.grant.venue)
    return other


def begin(agreement):
    Agreement.objects.filter(pk=agreement.pk).update(state="running", started_at=NOW)


def test_the_rent_of_a_venue_is_waived_once_at_a_time():
    scene = make_scene()
    other = following(scene)
    assert taken(lambda: begin(other))
    assert not taken(lambda: amendment_of(scene.agreement))
    assert taken(lambda: amendment_of(scene.agreement, date(2027, 6, 1)))
    third = make_agreement(place=scene.place)
    assert not taken(lambda: make_grant(third, venue=scene.grant.venue))
    free = {"since": date(2027, 6, 1), "until": other.since}
    assert taken(lambda: make_grant(third, venue=scene.grant.venue, **free))
    assert taken(lambda: make_grant(third, venue=scene.grant.venue, what="utilities"))


def race_for_the_added_time():
    """How many get the venue, of an amendment and of those who would follow."""
    scene = make_scene()
    others = [following(scene) for _each in range(TIMES - 1)]

    def work(number):
        if number == 0:
            return taken(lambda: amendment_of(scene.agreement))
        return taken(lambda: begin(others[number - 1]))

    return sum(one is True for one in race(TIMES, work))


def test_of_an_amendment_and_agreements_that_would_follow_one_gets_the_venue():
    assert race_for_the_added_time() == 1


@pytest.mark.usefixtures("unguarded")
def test_control_without_the_guard_all_get_the_venue():
    assert race_for_the_added_time() == TIMES


def race_for_a_venue():
    """How many grants of one venue are taken, each of another running agreement."""
    scene = make_scene()
    venue = make_grant(make_agreement(place=scene.place, state="draft")).venue
    others = [make_agreement(place=scene.place) for _each in range(TIMES)]
    return sum(
        one is True
        for one in race(TIMES, lambda n: taken(lambda: make_grant(others[n], venue=venue)))
    )


def test_of_many_grants_of_one_venue_at_once_one_is_taken(figure):
    taken_once = race_for_a_venue()
    assert taken_once == 1
    figure(f"a venue granted to {TIMES}: {taken_once}", bound="1")


@pytest.mark.usefixtures("unguarded")
def test_control_without_the_guard_each_is_taken(control):
    each = race_for_a_venue()
    assert each == TIMES
    control(f"a venue granted to {TIMES}: {each}")
    assert Grant.objects.filter(agreement__state="running").count() > TIMES


def test_of_many_amendments_at_once_one_stands():
    agreement = make_scene().agreement
    assert at_once(lambda: amendment_of(agreement)) == 1


@pytest.mark.usefixtures("unguarded")
def test_control_without_the_guard_each_amendment_stands():
    agreement = make_scene().agreement
    assert at_once(lambda: amendment_of(agreement)) == TIMES
