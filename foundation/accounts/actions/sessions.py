"""Sessions whose time is over."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone


def purge_ended(*, now: datetime | None = None) -> int:
    """Delete the rows of sessions that nobody can use any more; returns how many. Who logs out has
    deleted the own one already."""
    return Session.objects.filter(expire_date__lte=now or timezone.now()).delete()[0]
