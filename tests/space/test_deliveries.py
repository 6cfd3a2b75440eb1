"""The partner's day through the real acts: entering, undoing, correcting, reducing, repeating."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest

from foundation.refusals import NotAllowed, Refused
from services.actions import deliveries, grants, reductions
from services.actions.repeats import repeat_day
from services.models import Delivery
from services.queries.accepted import accepted_quantity, accepted_value
from services.queries.partner_day import history, partner_day
from tests.factories import by, make_clerk, make_holding, make_person, make_user
from tests.factories.agreements import make_agreement, make_delivery, make_obligation, noon

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
NOW = noon(TODAY)
DAY = timedelta(days=1)


def entered(scene, quantity="20", day=TODAY, now=NOW, **fields):
    return deliveries.deliver(
        by=scene.partner,
        obligation=scene.meals,
        quantity=Decimal(quantity),
        day=day,
        now=now,
        **fields,
    )


def reduced(scene, delivery, quantity, **fields):
    return reductions.reduce_delivery(
        by=scene.clerk,
        delivery=delivery,
        quantity=Decimal(quantity),
        reason="当天停电，实到较少",
        now=NOW,
        **fields,
    )


def test_a_row_says_when_it_counts_and_what_it_is_worth(scene):
    row = entered(scene, "19.5", day=TODAY - DAY, note="  送到 家中\n")
    assert (row.counts_on, row.value, row.note) == (TODAY - DAY, Decimal("97.50"), "送到 家中")
    assert row.by == scene.partner.user


def test_one_key_is_one_row_and_belongs_to_one_obligation(scene):
    key = str(uuid.uuid4())
    first = entered(scene, client_key=key)
    assert entered(scene, "7", client_key=key.upper()) == first
    other = make_obligation(scene.agreement)
    with pytest.raises(Refused):
        deliveries.deliver(
            by=scene.partner, obligation=other, quantity=Decimal(1), client_key=key, now=NOW
        )
    with pytest.raises(Refused):
        entered(scene, client_key="x")
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("quantity", ["0", "-1", "0.001", "1e9", "NaN", "Infinity"])
def test_no_quantity_that_is_none(scene, quantity):
    with pytest.raises(Refused) as refusal:
        entered(scene, quantity)
    assert refusal.value.field == "quantity"


def test_no_quantity_whose_value_no_row_can_hold(scene):
    row = entered(scene)
    dear = make_obligation(scene.agreement, unit_value="120")
    terms = {"by": scene.partner, "quantity": Decimal(99999999), "now": NOW}
    with pytest.raises(Refused) as refusal:
        deliveries.deliver(obligation=dear, **terms)
    assert refusal.value.field == "quantity"
    assert deliveries.correct_delivery(delivery=row, why="试", **terms).value < 5 * 10**8
    dear_row = deliveries.deliver(obligation=dear, **terms | {"quantity": Decimal(1)})
    with pytest.raises(Refused):
        deliveries.correct_delivery(delivery=dear_row, why="试", **terms)


@pytest.mark.parametrize("day", [TODAY + DAY, date(2025, 12, 31)])
def test_no_day_to_come_or_outside(scene, day):
    with pytest.raises(Refused) as refusal:
        entered(scene, day=day)
    assert refusal.value.field == "day"


def test_only_the_partners_people(scene):
    stranger = make_user()
    make_holding(make_person(user=stranger), role="partner", organization=make_agreement().partner)
    for somebody in (scene.clerk, by(stranger), by(make_clerk("supervisor")[0]), by()):
        with pytest.raises(NotAllowed):
            deliveries.deliver(
                by=somebody, obligation=scene.meals, quantity=Decimal(1), day=TODAY, now=NOW
            )


def test_undone_within_ten_minutes_once(scene):
    row = entered(scene)
    late = NOW + timedelta(minutes=10, seconds=1)
    with pytest.raises(Refused):
        deliveries.undo_delivery(by=scene.partner, delivery=row, now=late)
    soon = NOW + timedelta(minutes=10)
    counter = deliveries.undo_delivery(by=scene.partner, delivery=row, now=soon)
    assert (counter.quantity, counter.value) == (Decimal("-20.00"), Decimal("-100.00"))
    assert deliveries.undo_delivery(by=scene.partner, delivery=row, now=late) == counter
    assert accepted_quantity(row) == accepted_value(row) == 0


def test_what_was_reduced_is_not_undone(scene):
    row = entered(scene)
    reduced(scene, row, "1")
    with pytest.raises(Refused):
        deliveries.undo_delivery(by=scene.partner, delivery=row, now=NOW)


def test_a_correction_is_a_counter_entry_with_a_reason(scene):
    row = entered(scene)
    with pytest.raises(Refused):
        deliveries.correct_delivery(
            by=scene.partner, delivery=row, quantity=Decimal(12), why=" ", now=NOW
        )
    terms = {"by": scene.partner, "delivery": row, "why": "多记了八份", "now": NOW}
    counter = deliveries.correct_delivery(quantity=Decimal(12), **terms)
    assert (counter.quantity, counter.value) == (Decimal("-8.00"), Decimal("-40.00"))
    with pytest.raises(Refused):
        deliveries.correct_delivery(quantity=Decimal(12), **terms)
    deliveries.correct_delivery(quantity=Decimal(15), **terms)
    assert (accepted_quantity(row), accepted_value(row)) == (15, 75)
    with pytest.raises(Refused):
        deliveries.correct_delivery(
            by=scene.partner, delivery=counter, quantity=Decimal(1), why="x", now=NOW
        )


def test_staff_take_off_what_is_accepted_and_no_more(scene):
    row = entered(scene)
    with pytest.raises(Refused):
        reduced(scene, row, "20.01")
    reduction = reduced(scene, row, "5")
    with pytest.raises(Refused):
        reduced(scene, row, "15.01")
    with pytest.raises(Refused):  # would leave less than nothing
        deliveries.correct_delivery(
            by=scene.partner, delivery=row, quantity=Decimal(4), why="x", now=NOW
        )
    assert (reduction.value, accepted_value(row)) == (25, 75)
    with pytest.raises(NotAllowed):
        reductions.reduce_delivery(
            by=scene.partner, delivery=row, quantity=Decimal(1), reason="x", now=NOW
        )


def test_a_reduction_is_answered_once_and_lifted_once(scene):
    row = entered(scene)
    reduction = reduced(scene, row, "5")
    answer = {"by": scene.partner, "reduction": reduction, "text": "当天停电", "now": NOW}
    reductions.answer_reduction(**answer)
    with pytest.raises(Refused):
        reductions.answer_reduction(**answer)
    lift = {"by": scene.clerk, "reduction": reduction, "reason": "核实无误", "now": NOW}
    reductions.lift_reduction(**lift)
    with pytest.raises(Refused):
        reductions.lift_reduction(**lift)
    assert (accepted_quantity(row), accepted_value(row)) == (20, 100)


def test_the_same_as_yesterday_in_one_act(scene):
    second = make_obligation(scene.agreement, quantity="2", unit_value="30")
    make_delivery(scene.meals, TODAY - DAY, "18")
    make_delivery(second, TODAY - DAY, "2")
    entered(scene, "1")
    key = uuid.uuid4().hex
    terms = {"by": scene.partner, "agreement": scene.agreement, "client_key": key, "now": NOW}
    (made,) = repeat_day(**terms)
    assert (made.obligation, made.quantity) == (second, 2)
    assert repeat_day(**terms) == [made]
    with pytest.raises(Refused):
        repeat_day(by=scene.partner, agreement=scene.agreement, now=NOW)


def test_an_amended_obligation_is_the_same_one_on_the_partners_day(scene):
    make_delivery(scene.meals, TODAY - DAY, "18")
    morning = entered(scene, "2")
    terms = {"since": TODAY, "quantity": Decimal(30)}
    amended = grants.amend_obligation(by=scene.clerk, obligation=scene.meals, **terms)
    (line,) = partner_day([scene.agreement], TODAY).lines
    assert line.obligation == amended
    assert (line.yesterday, line.entered, line.entries) == (18, 2, [morning])
    repeat = {"by": scene.partner, "agreement": scene.agreement, "now": NOW}
    with pytest.raises(Refused):
        repeat_day(**repeat)  # something is entered for today
    deliveries.undo_delivery(by=scene.partner, delivery=morning, now=NOW)
    (made,) = repeat_day(**repeat)
    assert (made.obligation, made.quantity) == (amended, 18)


def test_the_day_says_what_was_entered_and_where_the_quarter_stands(scene):
    make_delivery(scene.meals, TODAY - DAY, "18")
    row = entered(scene, "20")
    reduced(scene, row, "5")
    undone = entered(scene, "3")
    deliveries.undo_delivery(by=scene.partner, delivery=undone, now=NOW)
    (line,) = partner_day([scene.agreement], TODAY).lines
    assert (line.entered, line.yesterday, line.usual) == (20, 18, 20)
    assert line.entries == [row]
    assert line.quarter.agreed == 92 * 20
    assert line.quarter.accepted == 33
    assert line.quarter.missing == 92 * 20 - 33


@pytest.mark.parametrize("number", [1, 30])
def test_the_day_asks_as_often_for_thirty_obligations(scene, number, django_assert_num_queries):
    for _ in range(number - 1):
        make_delivery(make_obligation(scene.agreement), TODAY)
    with django_assert_num_queries(8):
        assert len(partner_day([scene.agreement], TODAY).lines) == number


def test_the_history_shows_entries_with_what_befell_them(scene, django_assert_num_queries):
    for number in range(5):
        row = make_delivery(scene.meals, TODAY - number * DAY)
        reductions.answer_reduction(
            by=scene.partner, reduction=reduced(scene, row, "1"), text="好", now=NOW
        )
    with django_assert_num_queries(5):
        found = list(history(Delivery.objects.all()))
        assert [one.reductions.all()[0].answer.text for one in found] == ["好"] * 5
        assert [one.day for one in found] == [TODAY - number * DAY for number in range(5)]
