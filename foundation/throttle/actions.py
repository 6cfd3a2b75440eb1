"""Counting tries in rows, so that many workers and nodes count together.

Call these from doors, outside of an action: a refusal rolls an action's transaction back, and
the try must stay counted.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F
from django.utils import timezone

from foundation.crypto.keys import digest
from foundation.throttle.models import Throttle
from foundation.throttle.queries import LONGEST_WINDOW, ended

# One statement, so that nothing comes between; a window that is over begins anew.
COUNTED = """
    INSERT INTO foundation_throttle AS old (kind, digest, since, tries) VALUES (%s, %s, %s, 1)
    ON CONFLICT (kind, digest) DO UPDATE SET
        tries = CASE WHEN old.since <= %s THEN 1 ELSE old.tries + 1 END,
        since = CASE WHEN old.since <= %s THEN excluded.since ELSE old.since END
    WHERE old.since <= %s OR old.tries < %s
"""


def claim(
    kind: str, key: str, *, limit: int, window: timedelta, now: datetime | None = None
) -> bool:
    """Count one try; False when there were as many in this window as its limit.

    The try is counted before it is made, so that parallel tries cannot all pass. Of `key` (an
    account, an address) only a keyed digest is kept. Windows are at most a day.
    """
    if window > LONGEST_WINDOW:
        raise ValueError("a window is at most a day: older rows are purged")
    now = now or timezone.now()
    begun, over = map(connection.ops.adapt_datetimefield_value, (now, now - window))
    row = (kind, digest(key, f"throttle.{kind}"), begun, over, over, over, limit)
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, row)
        return cursor.rowcount > 0


def forgive(kind: str, key: str) -> None:
    """Forget the tries of a key: it has proved itself."""
    Throttle.objects.filter(kind=kind, digest=digest(key, f"throttle.{kind}")).update(tries=0)


def give_back(kind: str, key: str) -> None:
    """Count one try less: this one succeeded, the others stay counted."""
    Throttle.objects.filter(kind=kind, digest=digest(key, f"throttle.{kind}"), tries__gt=0).update(
        tries=F("tries") - 1
    )


def purge(*, now: datetime | None = None) -> int:
    """Delete the rows of windows that are over; returns how many."""
    return ended(now or timezone.now()).delete()[0]
