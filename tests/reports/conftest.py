"""A town in which every measure has something to count, made once for the tests of a module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from foundation.accounts.models import User
from gaoqiao.reports.models import ReportRun
from residents.models import Place
from tests.factories.accounts import add_app
from tests.factories.reports import make_clerk_of, make_reported_town, make_run


@pytest.fixture(scope="module")
def kept_town(keep: Callable[..., Any]) -> Place:
    """The town as it was made. No test of a module that asks for it may commit."""
    town: Place = keep(make_reported_town)
    return town


@pytest.fixture
def town(db: None, kept_town: Place) -> Place:
    """The town, and what it counts, for this test to change as it likes."""
    return Place.objects.get(pk=kept_town.pk)


@pytest.fixture
def clerk(town: Place, client: Client) -> User:
    """The town's clerk, logged in."""
    user: User = make_clerk_of(town)
    add_app(user)
    client.force_login(user)
    return user


@pytest.fixture(scope="module")
def kept_run(keep: Callable[..., Any], kept_town: Place) -> ReportRun:
    """The town's brief of October, finished. Its rows stay from the first test
    that asks for it, so no test of such a module counts all runs, jobs or files."""
    made: ReportRun = keep(lambda: make_run(kept_town))
    return made


@pytest.fixture
def run(town: Place, kept_run: ReportRun) -> ReportRun:
    """The finished brief, for this test to publish or to change as it likes."""
    return ReportRun.objects.get(pk=kept_run.pk)
