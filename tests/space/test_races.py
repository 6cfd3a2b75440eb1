"""Many at the same moment: each race ends as if they had come one after the other, and with the
guard off the same must fail."""

import uuid
from datetime import date
from decimal import Decimal

import pytest

from foundation.actor import clock
from foundation.refusals import Refused
from residents.actions.valuations import value_venue
from residents.models import Valuation
from services.actions import deliveries, grants, reductions, statements
from services.models import Delivery, Grant, Reduction, Statement
from services.queries.accepted import accepted_quantity
from tests.factories.agreements import make_delivery, noon
from tests.races import race
from tests.space.conftest import make_scene
from tests.space.rows import (
    FIRST,
    JULY,
    NOW,
    TIMES,
    TODAY,
    at_once,
    made,
    new_statement,
    reduction_of,
    taken,
)

pytestmark = pytest.mark.django_db(transaction=True)
CLOCK = clock("tests")


def new_delivery(scene, key):
    make_delivery(scene.meals, TODAY, client_key=key)


def test_one_key_one_row(figure):
    scene, key = make_scene(), uuid.uuid4().hex
    rows = at_once(lambda: new_delivery(scene, key))
    assert rows == 1
    figure(f"a delivery sent {TIMES} times: {rows}", bound="1")


@pytest.mark.usefixtures("one_key_many_rows")
def test_control_without_the_unique_key_each_makes_a_row(control):
    scene, key = make_scene(), uuid.uuid4().hex
    rows = at_once(lambda: new_delivery(scene, key))
    assert rows == TIMES
    control(f"a delivery sent {TIMES} times: {rows}")


def test_many_acts_with_one_key_are_one_delivery():
    scene, key = make_scene(), uuid.uuid4().hex

    def enter(_number):
        return deliveries.deliver(
            by=scene.partner, obligation=scene.meals, quantity=Decimal(3), client_key=key, now=NOW
        )

    assert len({row.pk for row in race(TIMES, enter)}) == Delivery.objects.count() == 1


def test_no_reductions_together_take_off_more_than_there_is(figure):
    delivery = make_delivery(make_scene().meals, TODAY)
    assert at_once(lambda: reduction_of(delivery)) == 1
    left = accepted_quantity(delivery)
    assert left == 5
    figure(
        f"{TIMES} reductions by 15 of a delivery of 20 leave {left.normalize()}", bound="0 or more"
    )


@pytest.mark.usefixtures("unguarded")
def test_control_without_the_guard_a_delivery_falls_below_zero(control):
    delivery = make_delivery(make_scene().meals, TODAY)
    assert at_once(lambda: reduction_of(delivery)) == TIMES
    left = accepted_quantity(delivery)
    assert left == -40
    control(f"{TIMES} reductions leave {left.normalize():f}")


def test_reductions_and_corrections_at_once_stay_above_zero_and_agree_with_their_values():
    scene = make_scene()
    delivery = make_delivery(scene.meals, TODAY)

    def work(number):
        if number % 2:
            return deliveries.correct_delivery(
                by=scene.partner, delivery=delivery, quantity=Decimal(12), why="x", now=NOW
            )
        return reductions.reduce_delivery(
            by=scene.clerk, delivery=delivery, quantity=Decimal(15), reason="x", now=NOW
        )

    outcomes = race(TIMES, work)
    assert made(outcomes, (Delivery, Reduction)) == 1
    assert made(outcomes, Refused) == TIMES - 1


def test_a_quarter_is_frozen_once(figure):
    scene = make_scene()
    frozen = at_once(lambda: new_statement(scene))
    assert frozen == 1
    figure(f"a quarter frozen by {TIMES}: {frozen}", bound="1")


@pytest.mark.usefixtures("one_key_many_rows")
def test_control_without_the_constraint_it_is_frozen_by_each(control):
    scene = make_scene()
    frozen = at_once(lambda: new_statement(scene))
    assert frozen == TIMES
    control(f"a quarter frozen by {TIMES}: {frozen}")


def test_clerk_and_clock_at_once_freeze_one_statement():
    scene = make_scene()

    def freeze(number):
        by = scene.clerk if number % 2 else CLOCK
        return statements.freeze_statement(by=by, agreement=scene.agreement, since=FIRST, now=NOW)

    assert len({row.pk for row in race(TIMES, freeze)}) == Statement.objects.count() == 1


def test_deliveries_while_a_quarter_freezes_are_in_it_or_count_later():
    scene = make_scene()
    april = noon(date(2026, 4, 1))

    def work(number):
        if number == 0:
            return statements.freeze_statement(
                by=CLOCK, agreement=scene.agreement, since=FIRST, now=april
            )
        return deliveries.deliver(
            by=scene.partner, obligation=scene.meals, quantity=Decimal(1), day=FIRST, now=april
        )

    statement, *rows = race(TIMES, work)
    counted = [row.value for row in rows if row.counts_on < statement.until]
    assert made(rows, Delivery) == TIMES - 1
    assert statement.accepted == sum(counted, Decimal("0.00"))


def next_row(grant):
    """What an amendment opens, past the action."""
    Grant.objects.filter(pk=grant.pk).update(until=JULY)
    values = {"market_monthly": 1, "charged_monthly": 0, "venue": grant.venue, "what": "rent"}
    Grant.objects.create(agreement=grant.agreement, line=grant.line, since=JULY, **values)


def test_of_two_amendments_at_once_one_stands():
    scene = make_scene()
    assert at_once(lambda: next_row(scene.grant)) == 1
    assert Grant.objects.count() == 2


@pytest.mark.usefixtures("unguarded")
def test_control_without_the_rule_periods_of_one_line_meet():
    scene = make_scene()
    assert at_once(lambda: next_row(scene.grant)) == TIMES


def test_many_acts_amend_a_grant_once():
    scene = make_scene()

    def amend(number):
        return grants.amend_grant(
            by=scene.clerk, grant=scene.grant, since=JULY, market_monthly=Decimal(number)
        )

    outcomes = race(TIMES, amend)
    assert (made(outcomes, Grant), made(outcomes, Refused)) == (1, TIMES - 1)


def test_valuations_of_a_venue_do_not_meet():
    scene = make_scene()
    terms = {"by": CLOCK, "venue": scene.grant.venue, "method": "x", "valuer": "y"}
    outcomes = race(TIMES, lambda _n: value_venue(**terms, monthly_rent=Decimal(1), since=JULY))
    assert (made(outcomes, Valuation), made(outcomes, Refused)) == (1, TIMES - 1)
    row = {"venue": scene.grant.venue, "monthly_rent": 1, "valuer": "y", "method": "x"}
    assert not taken(lambda: Valuation.objects.create(since=FIRST, until=TODAY, **row))
    assert taken(lambda: Valuation.objects.create(since=FIRST, until=JULY, **row))
