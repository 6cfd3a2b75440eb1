"""Ended sessions go by the clock, and none that still runs."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from foundation.accounts.actions import sessions
from foundation.tasks import purge_sessions
from gaoqiao.celery import CLOCK

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MOMENT = timedelta(seconds=1)


def session(ends):
    """A session that ends so long from now."""
    return Session.objects.create(
        session_key=f"s{Session.objects.count()}", session_data="", expire_date=NOW + ends
    )


def test_a_session_goes_when_it_has_ended():
    session(-MOMENT)
    running = session(MOMENT)
    assert sessions.purge_ended(now=NOW) == 1
    assert Session.objects.get() == running


def test_the_clock_does_it():
    assert "foundation.purge_sessions" in {entry["task"] for entry in CLOCK.values()}
    session(timedelta(days=-400))
    purge_sessions()
    assert not Session.objects.exists()
