"""Numbers without gaps: given out in the writer's transaction, so a rollback takes them back."""

from __future__ import annotations

from django.db import connection

NEXT = """
    INSERT INTO foundation_counter AS old (name, last) VALUES (%s, 1)
    ON CONFLICT (name) DO UPDATE SET last = old.last + 1 RETURNING last
"""


def next_number(name: str) -> int:
    """The next number under a name, from 1; fails outside a transaction.

    The counter's row stays locked until the caller commits, so writers under one name take turns:
    ask for the number late in the transaction, and name counters narrowly ("needs:2611").
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number without gaps needs the transaction of what it numbers")
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [name])
        return int(cursor.fetchone()[0])
