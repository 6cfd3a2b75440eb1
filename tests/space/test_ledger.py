"""The public ledger: what it lists, in which order, in how many queries."""

from datetime import date
from decimal import Decimal

import pytest

from foundation.actor import clock
from residents.windows import Window
from services.access.agreements import visible_statements
from services.actions import investments, reductions, statements
from services.queries import measured_ledger as measured
from services.queries.agreement_list import ledger_of
from services.queries.agreement_page import page_of
from tests.factories import make_clerk, make_place
from tests.factories.agreements import (
    make_agreement,
    make_approval,
    make_delivery,
    make_grant,
    make_obligation,
    noon,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 11)
FIRST, SECOND = date(2026, 1, 1), date(2026, 4, 1)
CLOCK = clock("tests")


def filled(agreement, rows=1):
    """Terms, deliveries of two quarters with a reduction, a closed quarter, money put in."""
    make_grant(agreement)
    for _ in range(rows):
        obligation = make_obligation(agreement)
        row = make_delivery(obligation, FIRST)
        make_delivery(obligation, TODAY)
        reductions.reduce_delivery(
            by=CLOCK, delivery=row, quantity=Decimal(1), reason="x", now=noon(FIRST)
        )
    closed = statements.freeze_statement(
        by=CLOCK, agreement=agreement, since=FIRST, now=noon(SECOND)
    )
    investments.record_investment(
        by=CLOCK,
        agreement=agreement,
        amount_yuan=Decimal(5000),
        day=TODAY,
        what="装修",
        evidence="发票",
        now=noon(TODAY),
    )
    make_approval(agreement, "contract", number="1")
    return closed


def published(agreement, **fields):
    statement = filled(agreement, **fields)
    return statements.publish_statement(by=CLOCK, statement=statement, now=noon(TODAY))


def rows_of(agreement=None, today=TODAY):
    """The ledger's rows, or those of one agreement."""
    rows = ledger_of(None, None, today).rows
    return rows if agreement is None else [row for row in rows if row.agreement == agreement]


def test_a_row_says_what_was_given_and_what_was_done(scene):
    agreement = make_agreement(place=scene.place)
    published(agreement)
    (row,) = rows_of(agreement)
    closed, so_far = row.quarters
    assert (so_far.closed, so_far.accepted) == (False, 100)
    assert so_far.waived == Decimal("3000.00") + Decimal("1064.52")
    assert (closed.accepted, closed.ratio) == (95, 105)
    assert ledger_of(None, None, TODAY).invested == 5000


def test_rows_stand_in_place_order_never_by_score(scene):
    other = make_place("另一示范村", parent=scene.place.parent)
    strong, weak = make_agreement(place=other), make_agreement(place=scene.place)
    make_delivery(make_obligation(strong), TODAY, "9999")
    assert [row.agreement for row in rows_of()] == [scene.agreement, weak, strong]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_has_not_begun_is_not_there(scene, state):
    assert rows_of(make_agreement(place=scene.place, state=state)) == []


def test_a_statement_is_the_partners_for_seven_days_and_then_everybodys(scene):
    statement = filled(scene.agreement)
    assert [one.statement for one in rows_of(scene.agreement)[0].quarters] == [None]
    supervisor = make_clerk("supervisor", place=scene.place)[0]
    for user in (scene.partner.user, scene.clerk.user, supervisor):
        assert list(visible_statements(user)) == [statement]
    elsewhere = make_clerk()[0]
    for user in (None, elsewhere):
        assert not visible_statements(user).exists()
    statements.publish_statement(by=CLOCK, statement=statement, now=noon(TODAY))
    assert list(visible_statements(None)) == [statement]
    assert [one.statement for one in rows_of(scene.agreement)[0].quarters] == [statement, None]


@pytest.mark.parametrize("number", [1, 30])
def test_thirty_agreements_ask_as_often_as_one(scene, number, django_assert_num_queries):
    for _ in range(number):
        published(make_agreement(place=scene.place))
    with django_assert_num_queries(10):
        assert ledger_of(None, None, TODAY).number == number + 1


@pytest.mark.parametrize("number", [1, 30])
def test_a_page_asks_as_often_for_thirty_rows(scene, number, django_assert_num_queries):
    published(scene.agreement, rows=number)
    with django_assert_num_queries(14):
        page = page_of(None, scene.agreement, TODAY)
        assert len(page.obligations) == number + 1
        assert len([one.delivery.obligation.name for one in page.reductions]) == number
        assert [one.by_organization for one in page.approvals] == [None]


def test_measures_are_sums_of_the_rows_of_a_place_and_a_period(scene):
    published(scene.agreement)
    filled(make_agreement())
    window = Window((scene.place.path,), FIRST, SECOND)
    grants, terms = list(measured.granted(window)), list(measured.fulfilled(window))
    waived = map(measured.waived_by_grant(window, grants), grants)
    assert sum(waived) == Decimal("18000.00")
    assert [*map(measured.value_by_obligation(window, terms), terms)] == [Decimal("95.00")]
    assert [row.value for row in measured.delivered(window)] == [Decimal("100.00")]
    assert [row.value for row in measured.reduced(window)] == [Decimal("5.00")]
    assert list(measured.running(window)) == list(measured.judged(window)) == [scene.agreement]
    assert [row.agreement for row in measured.stated(window)] == [scene.agreement]
    over = Window((scene.place.path,), date(2028, 1, 1), date(2029, 1, 1))
    assert not measured.running(over).exists()
    assert not measured.granted(over).exists()
    apart = Window((scene.place.parent.path,), FIRST, SECOND, (scene.place.path,))
    assert not measured.delivered(apart).exists()
