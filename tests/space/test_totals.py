"""Whatever happens, totals are the sums of rows, and a closed quarter stays as it was."""

from collections import namedtuple
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from foundation.actor import clock
from foundation.refusals import Refused
from residents.models import Venue
from residents.windows import Window
from services.actions import deliveries, reductions, statements
from services.actions.amendments import amend_agreement
from services.models import Delivery, Reduction, ReductionLift, Statement
from services.money import cents
from services.queries.accepted import accepted_quantity, accepted_value
from services.queries.agreement_list import ledger_of
from services.queries.measured_ledger import fulfilled, value_by_obligation
from services.queries.quarter import figures_of
from services.queries.statements import content_of, quarters_to_freeze
from tests.factories.agreements import make_approval, make_obligation, noon

pytestmark = pytest.mark.django_db
FIRST = date(2026, 1, 1)
CLOCK = clock("tests")
Step = namedtuple("Step", "days act which quantity back")
QUANTITY = st.decimals("0.01", "40", places=2)
ACTS = ("deliver", "deliver", "correct", "reduce", "lift", "undo", "freeze", "freeze", "amend")
FLOORS = (None, 40, 90)
STEPS = st.lists(
    st.builds(
        Step,
        days=st.integers(0, 40),
        act=st.sampled_from(ACTS),
        which=st.integers(0, 5),
        quantity=QUANTITY,
        back=st.integers(0, 60),
    ),
    min_size=6,
    max_size=16,
)
# A delivery of the second obligation, reduced by parts that are no whole cents, and lifted.
HALVES = [
    Step(0, "deliver", 1, Decimal("1.00"), 0),
    Step(1, "reduce", 0, Decimal("0.50"), 0),
    Step(1, "reduce", 0, Decimal("0.25"), 0),
    Step(1, "lift", 0, Decimal("1.00"), 0),
    Step(1, "correct", 0, Decimal("0.75"), 0),
    Step(90, "freeze", 0, Decimal("1.00"), 0),
    Step(1, "correct", 0, Decimal("1.25"), 0),
    Step(1, "deliver", 1, Decimal("0.50"), 60),
    Step(1, "lift", 1, Decimal("1.00"), 0),
    Step(90, "freeze", 0, Decimal("1.00"), 0),
]
# Another floor while the first quarter is open, once it is closed, in the next; a shorter time, and
# a longer one.
AMENDED = [
    Step(10, "deliver", 0, Decimal("30.00"), 0),
    Step(90, "amend", 2, Decimal("1.00"), 60),
    Step(1, "freeze", 0, Decimal("1.00"), 0),
    Step(1, "amend", 2, Decimal("1.00"), 60),
    Step(90, "freeze", 0, Decimal("1.00"), 0),
    Step(1, "amend", 1, Decimal("1.00"), 12),
    Step(5, "amend", 0, Decimal("1.00"), 30),
    Step(90, "freeze", 0, Decimal("1.00"), 0),
]


def one_of(rows, number):
    found = list(rows.order_by("pk"))
    return found[number % len(found)] if found else None


def taken(scene, obligations, step, today):
    """Whether one act on the day wrote anything; what is refused is left out, as a page would."""
    now, why = noon(today), {"now": noon(today)}
    entry = one_of(Delivery.objects.filter(kind="entry"), step.which)
    try:
        if step.act == "deliver":
            obligation = obligations[step.which % len(obligations)]
            day = max(FIRST, today - timedelta(days=step.back))
            deliveries.deliver(
                by=scene.partner, obligation=obligation, quantity=step.quantity, day=day, now=now
            )
        elif step.act == "freeze":
            due = quarters_to_freeze(scene.agreement, today)
            for quarter in due[:1]:
                statements.freeze_statement(
                    by=CLOCK, agreement=scene.agreement, since=quarter.since, now=now
                )
            return bool(due)
        elif step.act == "amend":
            amended(scene, step, today)
        elif step.act == "lift":
            reduction = one_of(Reduction.objects.all(), step.which)
            if reduction is None:
                return False
            reductions.lift_reduction(by=scene.clerk, reduction=reduction, reason="x", **why)
        elif entry is None:
            return False
        elif step.act == "correct":
            deliveries.correct_delivery(
                by=scene.partner, delivery=entry, quantity=step.quantity, why="x", **why
            )
        elif step.act == "reduce":
            reductions.reduce_delivery(
                by=scene.clerk, delivery=entry, quantity=step.quantity, reason="x", **why
            )
        else:
            deliveries.undo_delivery(by=scene.partner, delivery=entry, now=entry.at)
    except Refused:
        return False
    return True


def amended(scene, step, today):
    """The agreement gets another end, perhaps earlier than today, and one floor or another."""
    amend_agreement(
        by=scene.clerk,
        agreement=scene.agreement,
        revision=scene.agreement.revision,
        until=today + timedelta(days=step.back * 10 - 100),
        floor_percent=FLOORS[step.which % len(FLOORS)],
        reason="x",
        papers=[make_approval(scene.agreement, "contract", number="1", at=noon(today))],
        now=noon(today),
    )


def by_hand(since=FIRST, until=date(2030, 1, 1)):
    """The accepted value, added row by row in Python."""
    rows = [(row.counts_on, row.value) for row in Delivery.objects.all()]
    rows += [(row.counts_on, -row.value) for row in Reduction.objects.all()]
    rows += [(row.counts_on, row.value) for row in ReductionLift.objects.all()]
    return sum((value for day, value in rows if since <= day < until), Decimal("0.00"))


def checked(scene, obligations, frozen):
    for entry in Delivery.objects.filter(kind="entry"):
        left = accepted_quantity(entry)
        assert left >= 0
        assert accepted_value(entry) == cents(
            Fraction(left) * Fraction(entry.obligation.unit_value)
        )
    whole = (FIRST, date(2030, 1, 1))
    figures = figures_of([scene.agreement], *whole)[scene.agreement.pk]
    total = by_hand()
    assert figures.accepted == total
    assert sum((line.counted.value for line in figures.obligations), Decimal(0)) == total
    window = Window((scene.place.path,), *whole)
    rows = list(fulfilled(window))
    assert sum(map(value_by_obligation(window, rows), rows), Decimal(0)) == total
    amendments = list(scene.agreement.amendments.all())
    scene.agreement.refresh_from_db()
    for last in amendments[-1:]:
        terms = (scene.agreement.until, scene.agreement.floor_percent)
        assert terms == (last.until, last.floor_percent)
    for statement in Statement.objects.all():
        floors = [row.floor_percent for row in amendments if row.since < statement.until]
        assert statement.floor_percent == (floors[-1] if floors else None)
        stored = (content_of(statement), statement.digest)
        assert frozen.setdefault(statement.pk, stored) == stored
        assert statement.accepted == by_hand(statement.since, statement.until)
        again = figures_of([scene.agreement], statement.since, statement.until)
        assert again[scene.agreement.pk].accepted == statement.accepted
        assert again[scene.agreement.pk].waived == statement.waived


@settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],  # to shrink acts on a database takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS, unit_value=st.sampled_from([Decimal("0.33"), Decimal("1.15"), Decimal("7.77")]))
@example(steps=AMENDED, unit_value=Decimal("7.77"))
@example(steps=HALVES, unit_value=Decimal("0.33"))
def test_totals_are_sums_of_rows_and_closed_quarters_stay(scene, steps, unit_value):
    with transaction.atomic():
        Venue.objects.update(owner_type="private")  # an amendment needs a contract alone
        obligations = [
            scene.meals,
            make_obligation(scene.agreement, unit_value=str(unit_value), per="week", line=7),
        ]
        today, frozen = FIRST, {}
        for step in steps:
            today += timedelta(days=step.days)
            if taken(scene, obligations, step, today):
                checked(scene, obligations, frozen)
        checked(scene, obligations, frozen)  # what was refused has left nothing either
        transaction.set_rollback(True)


def test_the_ledgers_totals_are_the_sums_of_what_it_lists(scene):
    for quarter in (FIRST, date(2026, 4, 1)):
        deliveries.deliver(
            by=scene.partner,
            obligation=scene.meals,
            quantity=Decimal("33.33"),
            day=quarter,
            now=noon(quarter),
        )
    for quarter, day in ((FIRST, date(2026, 4, 5)), (date(2026, 4, 1), date(2026, 7, 5))):
        statement = statements.freeze_statement(
            by=CLOCK, agreement=scene.agreement, since=quarter, now=noon(day)
        )
        statements.publish_statement(
            by=CLOCK, statement=statement, now=noon(day + timedelta(days=7))
        )
    found = ledger_of(None, None, date(2026, 7, 20))
    (row,) = found.rows
    for whole in (found.closed, row.closed):
        assert whole.waived == sum(one.waived for one in Statement.objects.all())
        assert whole.accepted == sum(one.accepted for one in Statement.objects.all())
        assert whole.ratio == int(Decimal("333.30") * 10_000 / 18_000)
    assert found.running.waived == row.quarters[-1].waived == cents(Fraction(3000 * 20, 31))
    assert [one.ratio for one in found.quarters] == [one.ratio for one in row.quarters]
