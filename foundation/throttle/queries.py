"""Tries, read."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from foundation.crypto.keys import digest
from foundation.throttle.models import Throttle

LONGEST_WINDOW = timedelta(days=1)


def count_of(kind: str, key: str) -> Throttle:
    """The count of a key, for the record; it exists from the first `claim`."""
    return Throttle.objects.get(kind=kind, digest=digest(key, f"throttle.{kind}"))


def ended(now: datetime) -> QuerySet[Throttle]:
    """Counts whose window is over."""
    return Throttle.objects.filter(since__lt=now - LONGEST_WINDOW)
