"""A quarter closes: frozen, shown, answered, public after seven days; nothing changes it later."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from foundation.actor import clock
from foundation.canonical import digest
from foundation.refusals import NotAllowed, Refused
from services import tasks
from services.actions import agreements, deliveries, grants, investments, reductions, statements
from services.models import Statement
from services.queries.quarter import figures_of
from services.queries.statements import content_of, due_to_freeze, due_to_publish
from services.terms import Verdict
from tests.factories import by, make_clerk
from tests.factories.agreements import make_delivery, noon
from tests.space.conftest import make_scene

pytestmark = pytest.mark.django_db
THIRD, FOURTH = date(2026, 7, 1), date(2026, 10, 1)
SECOND = date(2026, 4, 1)
CLOCK = clock("services.freeze_statements")
AFTER = noon(FOURTH)
TODAY = date(2026, 11, 23)


@pytest.fixture
def scene(scene):
    """As everywhere, with the first half of the year closed."""
    closed(scene, date(2026, 1, 1), noon(SECOND))
    closed(scene, SECOND, noon(THIRD))
    return scene


def closed(scene, since=THIRD, now=AFTER, who=CLOCK):
    return statements.freeze_statement(by=who, agreement=scene.agreement, since=since, now=now)


def filled(scene):
    """Four rows in the third quarter; the last one of its last day."""
    days = [date(2026, 7, 1), date(2026, 8, 5), date(2026, 9, 1), date(2026, 9, 30)]
    return [make_delivery(scene.meals, day, "100") for day in days]


def test_a_quarter_is_the_sum_of_its_rows(scene):
    rows = filled(scene)
    make_delivery(scene.meals, FOURTH, "999")
    reductions.reduce_delivery(
        by=scene.clerk, delivery=rows[0], quantity=Decimal(10), reason="x", now=noon(FOURTH)
    )
    statement = closed(scene)
    assert (statement.waived, statement.accepted) == (Decimal("9000.00"), Decimal("1950.00"))
    assert (statement.since, statement.until) == (THIRD, FOURTH)
    assert statement.number == f"{scene.agreement.number}/26Q3"
    assert statement.verdict == Verdict.NO_FLOOR
    (line,) = statement.lines["obligations"]
    figures = [line[name] for name in ("agreed", "delivered", "reduced", "accepted", "value")]
    assert figures == ["1840.00", "400.00", "10.00", "390.00", "1950.00"]
    (grant,) = statement.lines["grants"]
    assert [one["waived"] for one in grant["months"]] == ["3000.00"] * 3


def test_the_digest_is_of_everything_that_it_says(scene):
    statement = closed(scene)
    again = Statement.objects.get(pk=statement.pk)
    assert digest(content_of(again)) == again.digest
    again.accepted += 1
    assert digest(content_of(again)) != again.digest


def test_an_amended_quarter_counts_each_row_for_its_own_days(scene):
    day = date(2026, 8, 1)
    grants.amend_grant(by=scene.clerk, grant=scene.grant, since=day, market_monthly=Decimal(6000))
    grants.amend_obligation(by=scene.clerk, obligation=scene.meals, since=day, quantity=Decimal(10))
    statement = closed(scene)
    assert statement.waived == 3000 + 2 * 6000
    assert [one["agreed"] for one in statement.lines["obligations"]] == ["620.00", "610.00"]


def test_what_is_written_later_counts_later_and_changes_nothing(scene):
    rows = filled(scene)
    statement = closed(scene)
    stored = Statement.objects.values().get(pk=statement.pk)
    now = noon(TODAY)
    late = deliveries.deliver(
        by=scene.partner,
        obligation=scene.meals,
        quantity=Decimal(7),
        day=date(2026, 9, 29),
        now=now,
    )
    corrected = deliveries.correct_delivery(
        by=scene.partner, delivery=rows[0], quantity=Decimal(40), why="记错", now=now
    )
    reduction = reductions.reduce_delivery(
        by=scene.clerk, delivery=rows[1], quantity=Decimal(1), reason="x", now=now
    )
    lift = reductions.lift_reduction(
        by=scene.clerk, reduction=reduction, reason="x", now=noon(TODAY + timedelta(days=1))
    )
    assert late.day == date(2026, 9, 29)
    assert {late.counts_on, corrected.counts_on, reduction.counts_on} == {TODAY}
    assert lift.counts_on == TODAY
    assert Statement.objects.values().get(pk=statement.pk) == stored
    figures = figures_of([scene.agreement], THIRD, FOURTH)[scene.agreement.pk]
    assert (figures.waived, figures.accepted) == (statement.waived, statement.accepted)
    fourth = closed(scene, FOURTH, noon(date(2027, 1, 1)))
    assert fourth.accepted == Decimal("35.00") - Decimal("300.00")
    assert fourth.lines["obligations"][0]["delivered"] == "-53.00"


def test_terms_of_a_closed_quarter_are_not_amended_nor_the_agreement_ended_in_it(scene):
    closed(scene)
    for day in (date(2026, 9, 30), THIRD):
        with pytest.raises(Refused, match="2026-09-30"):
            grants.amend_grant(
                by=scene.clerk, grant=scene.grant, since=day, market_monthly=Decimal(1)
            )
        with pytest.raises(Refused):
            agreements.end_agreement(
                by=scene.clerk,
                agreement=scene.agreement,
                revision=0,
                ended_on=day,
                why="x",
                now=AFTER,
            )
    grants.amend_grant(by=scene.clerk, grant=scene.grant, since=FOURTH, market_monthly=Decimal(1))


def test_quarters_close_in_order_when_they_are_over_and_once(scene):
    with pytest.raises(Refused):
        closed(scene, THIRD, noon(date(2026, 9, 30)))
    with pytest.raises(Refused):
        closed(scene, FOURTH, noon(date(2027, 1, 5)))
    with pytest.raises(Refused):
        closed(scene, date(2026, 7, 2))
    first = closed(scene)
    assert closed(scene, now=noon(TODAY)) == first
    with pytest.raises(NotAllowed):
        closed(scene, who=scene.partner)


def test_the_partner_answers_once_before_it_is_public_and_it_is_public_after_seven_days(scene):
    statement = closed(scene)
    terms = {"by": scene.partner, "statement": statement, "text": "七月停电十天。"}
    assert statement.publish_on == date(2026, 10, 8)
    with pytest.raises(Refused):
        statements.publish_statement(by=CLOCK, statement=statement, now=noon(date(2026, 10, 7)))
    with pytest.raises(NotAllowed):
        statements.answer_statement(**{**terms, "by": scene.clerk})
    statements.answer_statement(**terms, now=AFTER)
    with pytest.raises(Refused):
        statements.answer_statement(**terms)
    eighth = noon(date(2026, 10, 8))
    assert statement in due_to_publish(eighth)
    public = statements.publish_statement(by=CLOCK, statement=statement, now=eighth)
    again = statements.publish_statement(by=CLOCK, statement=statement, now=noon(TODAY))
    assert public.published_at == again.published_at == eighth
    other = closed(scene, FOURTH, noon(date(2027, 1, 1)))
    statements.publish_statement(by=CLOCK, statement=other, now=noon(date(2027, 1, 9)))
    with pytest.raises(Refused):
        statements.answer_statement(**{**terms, "statement": other})


def at(day, task):
    """The clock's task on this day; twice, as a message may come twice."""
    with time_machine.travel(noon(day), tick=False):
        task()
        task()


def test_the_clock_closes_what_is_due_three_days_after_and_publishes(scene):
    at(date(2026, 10, 3), tasks.freeze_statements)
    assert Statement.objects.count() == 2
    at(date(2026, 10, 4), tasks.freeze_statements)
    assert Statement.objects.filter(since=THIRD).count() == 1
    at(date(2026, 10, 10), tasks.publish_statements)
    assert Statement.objects.filter(published_at__isnull=True).count() == 1
    at(date(2026, 10, 11), tasks.publish_statements)
    assert not Statement.objects.filter(published_at__isnull=True).exists()


def test_an_agreement_that_ended_gets_its_last_quarter_by_days(scene):
    day = date(2026, 7, 16)
    agreements.end_agreement(
        by=scene.clerk, agreement=scene.agreement, revision=0, ended_on=day, why="搬走", now=AFTER
    )
    statement = closed(scene)
    assert statement.waived == cents_of("3000", 15, 31)
    assert statement.lines["obligations"][0]["agreed"] == "300.00"
    assert list(due_to_freeze(noon(date(2027, 2, 1)))) == []


def test_an_agreement_whose_last_quarter_closed_before_it_was_ended_is_ended_all_the_same():
    scene = make_scene(until=date(2026, 2, 1))
    closed(scene, date(2026, 1, 1))
    by_clock = clock("services.expire_agreements")
    assert agreements.expire_agreements(by=by_clock, now=AFTER) == 1
    assert agreements.expire_agreements(by=by_clock, now=AFTER) == 0


def test_a_late_correction_after_the_end_gets_a_quarter_of_its_own(scene):
    row = filled(scene)[0]
    agreements.end_agreement(
        by=scene.clerk, agreement=scene.agreement, revision=0, ended_on=FOURTH, why="x", now=AFTER
    )
    closed(scene)
    terms = {"delivery": row, "quantity": Decimal(1), "why": "记错", "now": noon(TODAY)}
    deliveries.correct_delivery(by=scene.partner, **terms)
    ((_agreement, quarter),) = due_to_freeze(noon(date(2027, 2, 1)))
    late = closed(scene, quarter.since, noon(date(2027, 2, 1)))
    assert (late.since, late.waived, late.accepted) == (FOURTH, 0, Decimal("-495.00"))


def test_money_put_in_is_recorded_and_corrected_by_rows(scene):
    terms = {"by": scene.clerk, "evidence": "发票三张", "now": noon(TODAY)}
    row = investments.record_investment(
        agreement=scene.agreement, amount_yuan=Decimal(50000), day=TODAY, what="装修", **terms
    )
    counter = investments.correct_investment(investment=row, amount_yuan=Decimal(48000), **terms)
    assert counter.amount == Decimal(-2000)
    with pytest.raises(Refused):
        investments.correct_investment(investment=row, amount_yuan=Decimal(48000), **terms)
    with pytest.raises(NotAllowed):
        investments.correct_investment(
            **{**terms, "by": scene.partner}, investment=row, amount_yuan=Decimal(1)
        )


def test_a_clerk_of_the_place_may_close_and_another_may_not(scene):
    with pytest.raises(NotAllowed):
        closed(scene, who=by(make_clerk()[0]))
    assert closed(scene, who=scene.clerk)


def cents_of(amount, days, length):
    return (Decimal(amount) * days / length).quantize(Decimal("0.01"))
