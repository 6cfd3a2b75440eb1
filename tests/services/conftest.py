"""The hour at which the pages of services are read."""

import pytest
from django.utils import timezone


@pytest.fixture
def at(monkeypatch):
    """Sets the clock of the town: at("2026-11-23 11:00")."""

    def set_clock(text):
        moment = timezone.make_aware(timezone.datetime.fromisoformat(text))
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return set_clock
