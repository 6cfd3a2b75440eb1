"""Spans of time that may not meet, kept so by the database: `[since, until)` for rows of one key.

An exclusion constraint on PostgreSQL, triggers on SQLite. As with `guards`, they are seen to after
every migrate, because SQLite drops triggers when a migration rebuilds a table. What they refuse
raises `IntegrityError` on both databases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

PREFIX = "apart_"
REFUSAL = "these spans of time may not meet"


@dataclass(frozen=True, slots=True)
class Apart:
    """Rows of `table` with the same values of `keys` (integer columns)."""

    table: str
    keys: tuple[str, ...]
    days: bool

    @property
    def name(self) -> str:
        """Of the constraint, and the beginning of the triggers'."""
        return PREFIX + self.table


_registry: dict[str, Apart] = {}


def keep_apart(table: str, *keys: str, days: bool = False) -> None:
    """Of two rows of `table` with the same `keys`, one ends (`until`) before or when the other
    begins (`since`); no `until` is for ever. The first key is the one that fewest rows share.
    `days` says that both are dates, not moments. Call it in `AppConfig.ready`."""
    rule = Apart(table, keys, days)
    if _registry.setdefault(table, rule) != rule:
        raise ValueError(f"{table} has another rule already")


def install(connection: Any) -> None:
    """Write the rules on tables that exist: triggers anew, as today's code has them; a constraint,
    for which all rows are read, where it is missing or says something else. Raises IntegrityError
    (PostgreSQL) where rows that stand already meet, and changes nothing: end one of them first."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        rules = [_registry[table] for table in sorted(_registry) if table in tables]
        for rule in rules:
            if connection.vendor == "sqlite" or not _stands(cursor, rule):
                for statement in _statements(connection, rule):
                    cursor.execute(statement)


def _stands(cursor: Any, rule: Apart) -> bool:
    """Whether PostgreSQL's catalogue has the constraint as it would write today's down: asked of an
    empty table like the rule's."""
    definition = (
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conname = %s AND conrelid = %s::regclass"
    )
    cursor.execute(definition, [rule.name, f'"{rule.table}"'])
    found = cursor.fetchone()
    if found is None:
        return False
    like = f'pg_temp."{rule.table}"'
    cursor.execute(f'CREATE TEMPORARY TABLE {like} (LIKE "{rule.table}") ON COMMIT DROP')
    cursor.execute(f"ALTER TABLE {like} ADD {_constraint(rule)}")
    cursor.execute(definition, [rule.name, like])
    wanted = cursor.fetchone()
    cursor.execute(f"DROP TABLE {like}")
    return bool(found == wanted)


def remove(connection: Any) -> None:
    """Drop every rule of this module from the database: for controls of tests."""
    with connection.cursor() as cursor:
        for rule in _registry.values():
            if connection.vendor == "sqlite":
                for event in ("insert", "update"):
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{rule.name}_{event}"')
            else:
                cursor.execute(
                    f'ALTER TABLE "{rule.table}" DROP CONSTRAINT IF EXISTS "{rule.name}"'
                )


def missing(connection: Any) -> list[str]:
    """Tables with a rule that is not in the database's catalogue."""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT conname FROM pg_constraint WHERE contype = 'x'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        stand = {name for (name,) in cursor.fetchall()}
    ends = ("_insert", "_update") if connection.vendor == "sqlite" else ("",)
    return sorted(
        rule.table for rule in _registry.values() if not {rule.name + end for end in ends} <= stand
    )


def _constraint(rule: Apart) -> str:
    """The rule as PostgreSQL's constraint. A range of one number stands for the number: no
    extension is needed."""
    same = "".join(f'int8range("{key}", "{key}", \'[]\') WITH &&, ' for key in rule.keys)
    span = "daterange" if rule.days else "tstzrange"
    return f'CONSTRAINT "{rule.name}" EXCLUDE USING gist ({same}{span}("since", "until") WITH &&)'


def _statements(connection: Any, rule: Apart) -> Iterator[str]:
    if connection.vendor == "postgresql":
        yield (
            f'ALTER TABLE "{rule.table}" DROP CONSTRAINT IF EXISTS "{rule.name}",'
            f" ADD {_constraint(rule)}"
        )
        return
    # A plus keeps the planner from the indexes of the keys after the first, which more rows share.
    same = " AND +".join(f'other."{key}" = NEW."{key}"' for key in rule.keys)
    meets = (
        f'EXISTS (SELECT 1 FROM "{rule.table}" other WHERE {same} AND other.rowid <> NEW.rowid'
        " AND (other.until IS NULL OR other.until > NEW.since)"
        " AND (NEW.until IS NULL OR NEW.until > other.since))"
    )
    for event in ("insert", "update"):
        name = f"{rule.name}_{event}"
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield (
            f'CREATE TRIGGER "{name}" AFTER {event.upper()} ON "{rule.table}"'
            f" WHEN {meets} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
