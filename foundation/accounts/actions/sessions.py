"""Sessions whose time is over."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from foundation.accounts.queries import ended_sessions


def purge_ended(*, now: datetime | None = None) -> int:
    """Delete the rows of sessions that nobody can use any more; returns how many. Who logs out has
    deleted the own one already."""
    return ended_sessions(now or timezone.now()).delete()[0]
