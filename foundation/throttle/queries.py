"""Tries, read."""

from foundation.crypto.keys import digest
from foundation.throttle.models import Throttle


def count_of(kind: str, key: str) -> Throttle:
    """The count of a key, for the record; it exists from the first `claim`."""
    return Throttle.objects.get(kind=kind, digest=digest(key, f"throttle.{kind}"))
