"""Counting tries in rows, so that many workers and nodes count together.

Call these from doors, outside of an action: a refusal rolls an action's transaction back, and
the try must stay counted.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.crypto.keys import digest
from foundation.refusals import TooOften
from foundation.throttle.models import Throttle

LONGEST_WINDOW = timedelta(days=1)


def try_once(
    kind: str, key: str, *, limit: int, window: timedelta, now: datetime | None = None
) -> int:
    """Count one try and say how many are left in this window.

    The try is counted before it is made, so that parallel tries cannot all pass. Of `key` (an
    account, an address) only a keyed digest is kept. Raises `TooOften`, whose words and `retry_at`
    say from when it may be tried again; windows are at most a day.
    """
    if window > LONGEST_WINDOW:
        raise ValueError("a window is at most a day: older rows are purged")
    now = now or timezone.now()
    row = {"kind": kind, "digest": digest(key, f"throttle.{kind}")}
    Throttle.objects.get_or_create(**row, defaults={"since": now})
    rows = Throttle.objects.filter(**row)
    rows.filter(since__lte=now - window).update(since=now, tries=0)
    counted = rows.filter(tries__lt=limit).update(tries=models.F("tries") + 1)
    since, tries = rows.values_list("since", "tries").first() or (now, 0)
    if not counted:
        raise TooOften(_words(since + window, now), since + window)
    return max(limit - tries, 0)


def _words(retry_at: datetime, now: datetime) -> str:
    minutes = max(1, -(-int((retry_at - now).total_seconds()) // 60))
    if minutes <= 90:
        return _("Too many tries. Please try again in %(minutes)s min.") % {"minutes": minutes}
    hours = -(-minutes // 60)
    return _("Too many tries. Please try again in %(hours)s h.") % {"hours": hours}


def claim(
    kind: str, key: str, *, limit: int, window: timedelta, now: datetime | None = None
) -> bool:
    """As `try_once`, for callers with words of their own: False when it is too often."""
    try:
        try_once(kind, key, limit=limit, window=window, now=now)
    except TooOften:
        return False
    return True


def forgive(kind: str, key: str) -> None:
    """Forget the tries of a key: it has proved itself."""
    Throttle.objects.filter(kind=kind, digest=digest(key, f"throttle.{kind}")).update(tries=0)


def give_back(kind: str, key: str) -> None:
    """Count one try less: this one succeeded, the others stay counted."""
    Throttle.objects.filter(kind=kind, digest=digest(key, f"throttle.{kind}"), tries__gt=0).update(
        tries=models.F("tries") - 1
    )


def purge(*, now: datetime | None = None) -> int:
    """Delete the rows of windows that are over; returns how many."""
    before = (now or timezone.now()) - LONGEST_WINDOW
    return Throttle.objects.filter(since__lt=before).delete()[0]
