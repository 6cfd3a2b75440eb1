"""What the database keeps of space for service, whoever writes; with the guards off it does not."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.models.signals import pre_migrate  # noqa: TID251 - sent as migrate sends it

from foundation.record import guards
from services.models import (
    Agreement,
    Delivery,
    Grant,
    Investment,
    Obligation,
    Reduction,
    ReductionLift,
    Statement,
)
from tests.factories.agreements import make_approval, make_delivery
from tests.space.conftest import make_scene
from tests.space.rows import FIRST, JULY, NOW, TODAY, new_statement, reduction_of, taken

pytestmark = pytest.mark.django_db(transaction=True)


def counter_entry(delivery, quantity):
    Delivery.objects.create(
        obligation=delivery.obligation,
        kind="correction",
        day=delivery.day,
        counts_on=TODAY,
        quantity=Decimal(quantity),
        value=0,
        corrects=delivery,
        why="x",
        at=NOW,
    )


def test_a_correction_takes_back_no_more_than_there_is():
    delivery = make_delivery(make_scene().meals, TODAY)
    assert not taken(lambda: counter_entry(delivery, "-20.01"))
    assert taken(lambda: counter_entry(delivery, "-20"))
    assert not taken(lambda: reduction_of(delivery, "0.01"))


def test_what_was_lifted_can_be_taken_off_again():
    delivery = make_delivery(make_scene().meals, TODAY)
    assert taken(lambda: reduction_of(delivery, "20"))
    reduction = Reduction.objects.get()
    lift = {"reason": "x", "value": 20, "counts_on": TODAY, "at": NOW}
    assert taken(lambda: ReductionLift.objects.create(reduction=reduction, **lift))
    assert taken(lambda: reduction_of(delivery, "20"))


def test_a_frozen_quarter_takes_nothing_more():
    scene = make_scene()
    delivery = make_delivery(scene.meals, FIRST)
    new_statement(scene)
    assert not taken(lambda: make_delivery(scene.meals, date(2026, 3, 31)))
    assert taken(lambda: make_delivery(scene.meals, date(2026, 4, 1)))
    span = {"counts_on": date(2026, 2, 1), "at": NOW, "reason": "x"}
    less = {"delivery": delivery, "quantity": 1, "value": 5, **span}
    assert not taken(lambda: Reduction.objects.create(**less))
    reduction = Reduction.objects.create(**{**less, "counts_on": TODAY})
    assert not taken(lambda: ReductionLift.objects.create(reduction=reduction, value=5, **span))


def test_control_without_the_guard_a_frozen_quarter_takes_more(unguarded):
    scene = make_scene()
    new_statement(scene)
    assert taken(lambda: make_delivery(scene.meals, date(2026, 3, 31)))


def rows_of(scene):
    """A row of each ledger, with a change that must not be."""
    delivery = make_delivery(scene.meals, TODAY)
    reduction_of(delivery, "1")
    reduction = Reduction.objects.get()
    ReductionLift.objects.create(reduction=reduction, reason="x", value=1, counts_on=TODAY, at=NOW)
    money = {"amount": 1, "day": TODAY, "what": "x", "evidence": "y", "at": NOW}
    Investment.objects.create(agreement=scene.agreement, **money)
    make_approval(scene.agreement, "contract", number="1")
    new_statement(scene)
    return [
        *(
            (Delivery, {"quantity": 1}),
            (Reduction, {"quantity": 0.5}),
            (ReductionLift, {"value": 0}),
        ),
        *((Investment, {"amount": 2}), (Statement, {"accepted": 1}), (Grant, {"line": 9})),
        *((Obligation, {"quantity": 1}), (Agreement, {"floor_percent": 10})),
    ]


def test_no_row_of_a_ledger_is_changed_or_deleted():
    for model, change in rows_of(make_scene()):
        assert not taken(lambda m=model, c=change: m.objects.update(**c)), model
        rows = model.objects.all()
        assert not taken(lambda r=rows: r._raw_delete(r.db)), model


def test_control_without_guards_every_row_is_changed(unguarded):
    for model, change in rows_of(make_scene()):
        assert taken(lambda m=model, c=change: m.objects.update(**c)), model


def test_what_may_still_change_may():
    scene = make_scene()
    new_statement(scene)
    assert taken(lambda: Statement.objects.update(answer="好", answered_at=NOW, published_at=NOW))
    assert taken(lambda: Grant.objects.update(until=JULY))
    assert taken(lambda: Agreement.objects.update(state="ended", ended_on=TODAY, ended_why="x"))


def moved_ends(model):
    """Which ends the database lets a row get, written past every action: it has ended with June."""
    scene = make_scene()
    new_statement(scene)
    row = scene.grant if model is Grant else scene.meals
    assert taken(lambda: model.objects.filter(pk=row.pk).update(until=JULY))
    ends = (None, date(2026, 7, 2), date(2026, 3, 31), date(2026, 6, 30), date(2026, 4, 1))
    return [taken(lambda d=day: model.objects.filter(pk=row.pk).update(until=d)) for day in ends]


@pytest.mark.parametrize("model", [Grant, Obligation])
def test_what_runs_ends_earlier_never_later_and_in_no_frozen_quarter(model):
    assert moved_ends(model) == [False, False, False, True, True]


@pytest.mark.parametrize("model", [Grant, Obligation])
def test_control_without_guards_it_ends_on_any_day(model, unguarded):
    assert moved_ends(model) == [True] * 5


def test_a_draft_may_be_written_anew():
    make_scene(state="draft")
    assert taken(lambda: Agreement.objects.update(floor_percent=10))
    assert taken(lambda: Grant.objects.update(market_monthly=1, until=JULY))
    assert taken(lambda: Grant.objects.update(until=None))
    assert taken(lambda: Obligation.objects.all().delete())


def rebuilt():
    """A migration rebuilds the deliveries: on SQLite the whole table."""
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(Delivery)


def test_a_migration_can_rebuild_a_table_that_guards_look_at():
    config = apps.get_app_config("foundation")
    pre_migrate.send(sender=config, app_config=config, using="default", plan=[("one", False)])
    rebuilt()
    call_command("migrate", verbosity=0)
    assert guards.missing(connection) == []


def test_control_with_the_guards_on_it_could_not():
    if connection.vendor == "sqlite":
        with pytest.raises(OperationalError):
            rebuilt()


def test_a_migrate_without_migrations_leaves_the_guards_on():
    config = apps.get_app_config("foundation")
    pre_migrate.send(sender=config, app_config=config, using="default", plan=[])
    assert guards.missing(connection) == []
