"""Numbers without gaps: given out in the writer's transaction, so a rollback takes them back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from foundation.numbering.models import Counter


def next_number(name: str) -> int:
    """The next number under a name, from 1; fails outside a transaction.

    The counter's row stays locked until the caller commits, so writers under one name take turns:
    ask for the number late in the transaction, and name counters narrowly ("needs:2611").
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number without gaps needs the transaction of what it numbers")
    rows = Counter.objects.filter(name=name)
    if not rows.update(last=F("last") + 1):
        Counter.objects.get_or_create(name=name)
        rows.update(last=F("last") + 1)
    return rows.values_list("last", flat=True).get()
