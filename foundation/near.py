"""Pieces of pages kept in the process, for as long as nobody has done anything.

Only for what is the same for everybody who reads, and is written by acts alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import caches

Kept = TypeVar("Kept")
SECONDS = 60


def kept(make: Callable[[], Kept], *said: Any) -> Kept:
    """What `make` gives, made once for what is said: the name of the piece, the number of the
    newest act (`foundation.record.queries.newest`), and all that it depends on.

    Of two acts at once, the one that was begun first may be done last: what it changed is then
    seen a minute late at most.
    """
    key = hashlib.sha256(repr(said).encode()).hexdigest()
    found: Kept | None = caches["near"].get(key)
    if found is None:
        found = make()
        caches["near"].set(key, found, SECONDS)
    return found
