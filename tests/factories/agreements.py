"""Agreements as rows: with what is granted, what is promised, and what was delivered."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count

from django.db import transaction

from foundation.actor import clock
from foundation.files import actions as files
from services.actions.statements import freeze_statement, publish_statement
from services.models import (
    Agreement,
    Approval,
    Delivery,
    Grant,
    Obligation,
    Reduction,
)
from services.money import value_of
from services.periods import quarter_of
from tests.factories.people import by, make_user
from tests.factories.places import make_organization, make_place, make_town, make_venue
from tests.factories.uploads import make_image, upload

_number = count(1)
BEGUN = date(2026, 1, 1)
OVER = date(2028, 1, 1)
NOON = time(4, tzinfo=UTC)  # in the town


def noon(day):
    """Noon of a day in the town, for `now=`."""
    return datetime.combine(day, NOON)


def make_agreement(*, partner=None, place=None, state="running", since=BEGUN, **fields):
    """An agreement without terms; running unless `state` says otherwise."""
    place = place or make_place(parent=make_town())
    number = next(_number)
    if state in ("running", "ended"):
        fields.setdefault("started_at", noon(since))
    return Agreement.objects.create(
        number=fields.pop("number", f"T26-{number:04}"),
        title=fields.pop("title", "示范协议"),
        partner=partner or make_organization(place=place),
        place=place,
        state=state,
        since=since,
        until=fields.pop("until", OVER),
        created_at=noon(since),
        **fields,
    )


def make_grant(agreement, *, market="3000", charged="0", venue=None, **fields):
    """Rent of a venue (a new one of the place unless given), yuan a month."""
    return Grant.objects.create(
        agreement=agreement,
        line=fields.pop("line", agreement.grants.count() + 1),
        venue=venue or make_venue(place=agreement.place),
        market_monthly=Decimal(market),
        charged_monthly=Decimal(charged),
        since=fields.pop("since", agreement.since),
        **fields,
    )


def make_obligation(agreement, *, quantity="20", unit_value="5", per="day", **fields):
    """A promised quantity."""
    return Obligation.objects.create(
        agreement=agreement,
        line=fields.pop("line", agreement.obligations.count() + 1),
        name=fields.pop("name", "示范助餐"),
        unit=fields.pop("unit", "份"),
        per=per,
        quantity=Decimal(quantity),
        unit_value=Decimal(unit_value),
        since=fields.pop("since", agreement.since),
        **fields,
    )


def make_delivery(obligation, day, quantity="20", **fields):
    """A delivery that counts on its day."""
    many = Decimal(quantity)
    return Delivery.objects.create(
        obligation=obligation,
        day=day,
        counts_on=fields.pop("counts_on", day),
        quantity=many,
        value=value_of(many, obligation.unit_value),
        at=fields.pop("at", noon(day)),
        **fields,
    )


def make_approval(agreement, kind, **fields):
    """A paper on file."""
    fields.setdefault("day", agreement.since)
    fields.setdefault("at", noon(agreement.since))
    return Approval.objects.create(agreement=agreement, kind=kind, **fields)


def make_photographed(obligation, day=BEGUN):
    """A delivery with a photo."""
    with transaction.atomic():
        photo = files.keep(upload(make_image(size=(30, 10))), by=by(make_user()))
    return make_delivery(obligation, day, attachment=photo)


def make_reduction(delivery, quantity="1", **fields):
    """A quantity that is not accepted of a delivery."""
    less = Decimal(quantity)
    return Reduction.objects.create(
        delivery=delivery,
        quantity=less,
        value=value_of(less, delivery.obligation.unit_value),
        reason=fields.pop("reason", "人数不符"),
        counts_on=delivery.counts_on,
        at=fields.pop("at", noon(delivery.day)),
        **fields,
    )


def make_statement(agreement, *, since=BEGUN, published=True):
    """The quarter that begins on a day, closed five days after its end; public a week later."""
    by = clock("services.freeze_statements")
    frozen = noon(quarter_of(since).until + timedelta(days=4))
    statement = freeze_statement(by=by, agreement=agreement, since=since, now=frozen)
    if published:
        publish_statement(by=by, statement=statement, now=frozen + timedelta(days=7))
    return statement
