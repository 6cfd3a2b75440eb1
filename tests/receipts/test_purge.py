"""Old receipts and ended sessions go by the clock, and none goes that is still needed."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from foundation.accounts.actions import sessions
from foundation.drafts.owners import USER_LIFE
from foundation.receipts import actions as receipts
from foundation.receipts.models import Receipt
from foundation.tasks import purge_receipts, purge_sessions
from gaoqiao.celery import CLOCK

pytestmark = pytest.mark.django_db
NOW = timezone.now()
OFFLINE = timedelta(days=7)  # how long a phone keeps what was written without a network
MOMENT = timedelta(seconds=1)


def receipt(age):
    """A request that was answered so long ago."""
    return Receipt.objects.create(
        client_key=f"{Receipt.objects.count():032x}",
        subject_label="residents.need",
        subject_key="1",
        created_at=NOW - age,
    )


def session(ends):
    """A session that ends so long from now."""
    return Session.objects.create(
        session_key=f"s{Session.objects.count()}", session_data="", expire_date=NOW + ends
    )


def test_a_receipt_goes_when_its_page_cannot_come_again():
    receipt(receipts.KEPT + MOMENT)
    kept = receipt(receipts.KEPT - MOMENT)
    assert receipts.purge(now=NOW) == 1
    assert Receipt.objects.get() == kept


def test_a_receipt_outlives_every_page_that_holds_its_key():
    assert receipts.KEPT > USER_LIFE + OFFLINE
    young = receipt(USER_LIFE + OFFLINE)
    assert receipts.purge(now=NOW) == 0
    assert Receipt.objects.get() == young


def test_a_session_goes_when_it_has_ended():
    session(-MOMENT)
    running = session(MOMENT)
    assert sessions.purge_ended(now=NOW) == 1
    assert Session.objects.get() == running


def test_the_clock_does_both():
    on_the_clock = {entry["task"] for entry in CLOCK.values()}
    assert {"foundation.purge_receipts", "foundation.purge_sessions"} <= on_the_clock
    receipt(timedelta(days=400))
    session(timedelta(days=-400))
    purge_receipts()
    purge_sessions()
    assert not Receipt.objects.exists()
    assert not Session.objects.exists()
