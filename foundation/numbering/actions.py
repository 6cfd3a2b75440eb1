"""Giving out numbers without gaps: the counter moves in the transaction of what is numbered."""

from __future__ import annotations

from django.db import models, transaction

from foundation.numbering.models import Counter


def next_number(name: str) -> int:
    """The next number under a name, from 1; the row stays locked until the caller commits.

    A caller that rolls back gives its number back, so there are no gaps. Raises RuntimeError
    outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number belongs to the transaction of what it numbers")
    Counter.objects.get_or_create(name=name)
    Counter.objects.filter(name=name).update(last=models.F("last") + 1)
    return Counter.objects.values_list("last", flat=True).get(name=name)
