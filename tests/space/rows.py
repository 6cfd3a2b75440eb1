"""Rows of the ledgers written past every action, as a fault in the code would."""

import uuid
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction

from services.models import Agreement, Amendment, Reduction, Statement
from tests.factories.agreements import noon
from tests.races import race

TODAY = date(2026, 11, 23)
NOW = noon(TODAY)
FIRST = date(2026, 1, 1)
LATER = date(2029, 1, 1)
JULY = date(2026, 7, 1)
TIMES = 4


def taken(write):
    """Whether the database takes what `write` writes, past every action."""
    try:
        with transaction.atomic():
            write()
    except IntegrityError:
        return False
    return True


def at_once(write):
    """How many of some that write the same at the same moment are taken."""
    return sum(one is True for one in race(TIMES, lambda _number: taken(write)))


def made(outcomes, model):
    """How many of the outcomes of a race are rows of the model."""
    return sum(isinstance(one, model) for one in outcomes)


def reduction_of(delivery, quantity="15"):
    many = Decimal(quantity)
    Reduction.objects.create(
        delivery=delivery, quantity=many, value=many, reason="x", counts_on=TODAY, at=NOW
    )


def new_statement(scene):
    Statement.objects.create(
        agreement=scene.agreement,
        since=FIRST,
        until=date(2026, 4, 1),
        number=uuid.uuid4().hex[:20],
        waived=0,
        accepted=0,
        verdict="nothing",
        digest="0" * 64,
        frozen_at=NOW,
        shown_at=NOW,
        publish_on=TODAY,
    )


def amendment_of(agreement, until=LATER, **fields):
    """An amendment, and the agreement that says what it says."""
    floor = new_amendment(agreement, until, **fields).floor_percent
    Agreement.objects.filter(pk=agreement.pk).update(until=until, floor_percent=floor)


def new_amendment(agreement, until=LATER, **fields):
    terms = {"was_until": agreement.until, "floor_percent": agreement.floor_percent}
    terms |= {"was_floor_percent": agreement.floor_percent, "since": TODAY}
    return Amendment.objects.create(
        agreement=agreement, until=until, reason="x", at=NOW, **{**terms, **fields}
    )
