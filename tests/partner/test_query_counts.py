"""The partner's pages ask the database the same number of times for one row and for thirty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from services.actions.statements import freeze_statement
from services.models import Reduction, Statement
from services.periods import quarter_of
from tests.factories.agreements import make_agreement, make_delivery, make_obligation, noon
from tests.factories.services import make_listing
from tests.space.rows import amendment_of

pytestmark = pytest.mark.django_db

PAGES = {
    "/partner/": 18,
    "/partner/deliveries/": 12,
    "/partner/statements/": 6,
    "/partner/statements/PK/": 6,
    "/partner/place/": 7,
}


def grow(day, number):
    """So many more agreements, obligations, deliveries with all that can become of them."""
    for _each in range(number):
        row = make_obligation(day.agreement, name="示范代办")
        delivery = make_delivery(row, day.today, at=timezone.now())
        make_delivery(row, day.today - timedelta(days=1))
        make_delivery(row, day.today, "-2", kind="correction", corrects=delivery, why="记错")
        Reduction.objects.create(
            delivery=delivery,
            quantity=1,
            value=5,
            reason="少一份",
            counts_on=day.today,
            at=timezone.now(),
        )
        make_listing(place=day.place, provider=day.agreement.partner, hours=[(480, 1080)])
        other = make_agreement(
            partner=day.agreement.partner,
            place=day.place,
            since=day.since,
            until=day.agreement.until,
        )
        make_obligation(other)
        amendment_of(other, since=day.today)
        quarter = quarter_of(day.since)
        freeze_statement(
            by=day.clerk, agreement=other, since=quarter.since, now=noon(quarter.until)
        )


def asked(day):
    """How often each page asked."""
    found = {}
    for address in PAGES:
        real = address.replace("PK", str(Statement.objects.first().pk))
        with CaptureQueriesContext(connection) as queries:
            assert day.client.get(real).status_code == 200, real
        found[address] = len(queries)
    return found


def test_one_row_and_thirty(day):
    grow(day, 1)
    asked(day)
    assert asked(day) == PAGES
    grow(day, 29)
    assert asked(day) == PAGES
