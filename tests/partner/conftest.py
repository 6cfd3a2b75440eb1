"""A partner with an agreement that has run for a while, and a phone on which its page is open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.accounts import client_of
from tests.factories.agreements import make_obligation
from tests.space.conftest import make_scene


def make_day():
    """20 meals a day and 3 haircuts a month since 200 days ago, and today."""
    today = timezone.localdate()
    since = today - timedelta(days=200)
    scene = make_scene(since=since, until=today + timedelta(days=400))
    scene.today, scene.since = today, since
    scene.cuts = make_obligation(
        scene.agreement, name="示范理发", unit="人", per="month", quantity="3", unit_value="15"
    )
    return scene


@pytest.fixture
def day(db):
    """The partner's world inside a test's transaction, with a browser without scripts."""
    scene = make_day()
    scene.client = client_of(scene.partner.user)
    return scene


@pytest.fixture
def open_day(transactional_db):
    """The same, committed for a browser."""
    return make_day()


@pytest.fixture
def at_partner(new_page):
    """`at_partner(user, js=…)`: a phone on which this user is logged in, at /partner/."""

    def opened(user, **options):
        page = new_page(user=user, **options)
        page.goto("/partner/")
        return page

    return opened
