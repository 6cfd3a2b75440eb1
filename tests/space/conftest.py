"""An agreement of a village, with its clerk and the partner's operator."""

from types import SimpleNamespace

import pytest
from django.db import connection

from foundation.record import apart, guards
from residents.models import Valuation
from services.models import (
    Amendment,
    AmendmentPaper,
    Delivery,
    Grant,
    Investment,
    Obligation,
    Reduction,
    ReductionLift,
    Statement,
)
from tests.factories import by, make_clerk, make_holding, make_person, make_place, make_town
from tests.factories import make_user as make_login
from tests.factories.agreements import make_agreement, make_grant, make_obligation


def make_scene(**fields):
    """The agreement runs since 1 January 2026: 3000 yuan a month against 20 meals a day."""
    place = make_place(parent=make_town())
    clerk = by(make_clerk(place=place)[0])
    agreement = make_agreement(place=place, **fields)
    user = make_login()
    make_holding(make_person(user=user), role="partner", organization=agreement.partner)
    return SimpleNamespace(
        place=place,
        clerk=clerk,
        partner=by(user),
        agreement=agreement,
        grant=make_grant(agreement),
        meals=make_obligation(agreement),
    )


@pytest.fixture
def scene():
    return make_scene()


LEDGER = (
    *(
        AmendmentPaper,
        Amendment,
        ReductionLift,
        Reduction,
        Statement,
        Investment,
        Delivery,
        Grant,
        Obligation,
        Valuation,
    ),
)


@pytest.fixture
def unguarded():
    """The database without guards and without periods kept apart, until the test ends."""
    guards.remove(connection)
    apart.remove(connection)
    yield
    Delivery.objects.filter(corrects__isnull=False).delete()
    for model in LEDGER:
        model.objects.all().delete()
    apart.install(connection)
    guards.install(connection)


@pytest.fixture
def one_key_many_rows(monkeypatch):
    """Without the unique key of deliveries and the unique quarter of statements."""
    key = Delivery._meta.get_field("client_key")
    loose = key.clone()
    loose._unique = False
    loose.set_attributes_from_name("client_key")
    loose.model = Delivery
    quarter = next(one for one in Statement._meta.constraints if one.name == "statement_once")
    rest = [one for one in Statement._meta.constraints if one is not quarter]
    guards.remove(connection)
    with monkeypatch.context() as patch, connection.schema_editor() as editor:
        patch.setattr(Statement._meta, "constraints", rest)
        editor.alter_field(Delivery, key, loose)
        editor.remove_constraint(Statement, quarter)
    yield
    for model in LEDGER:
        model.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.alter_field(Delivery, loose, key)
        editor.add_constraint(Statement, quarter)
    guards.install(connection)
