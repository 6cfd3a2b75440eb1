"""A town in which every measure has something to count, made once for the tests of a module."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from residents.models import Place
from tests.factories.reports import make_reported_town


@pytest.fixture(scope="module")
def kept_town(keep: Callable[..., Any]) -> Place:
    """The town as it was made. No test of a module that asks for it may commit."""
    town: Place = keep(make_reported_town)
    return town


@pytest.fixture
def town(db: None, kept_town: Place) -> Place:
    """The town, and what it counts, for this test to change as it likes."""
    return Place.objects.get(pk=kept_town.pk)
