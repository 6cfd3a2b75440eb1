"""Read-only rows, kept so by the database: triggers on SQLite and PostgreSQL.

`register` says which rows of which table nobody may change; `install` writes the triggers (after
every migrate, because SQLite drops them when a migration rebuilds a table); `missing` reads the
catalogue. What a guard refuses raises `IntegrityError` on both databases. Lifting them is for
migrations on SQLite and for the test flush, nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

PREFIX = "guard_"
ALWAYS = "TRUE"
NEVER = "FALSE"
REFUSAL = "this row is read-only"
POSTGRES_NAME = 63


@dataclass(frozen=True, slots=True)
class Guard:
    """One table's rule; see `register`."""

    table: str
    when: str
    inserts: str
    lock: tuple[str, str] | None
    free: tuple[str, ...]
    follows: tuple[tuple[str, ...], str]


_registry: dict[str, Guard] = {}


def register(
    table: str,
    *,
    when: str = ALWAYS,
    inserts: bool | str = False,
    lock: tuple[str, str] | None = None,
    free: tuple[str, ...] = (),
    follows: tuple[tuple[str, ...], str] = ((), NEVER),
) -> None:
    """Rows of `table` for which `when` holds may neither be changed nor deleted.

    `when` is SQL that both databases know, with `{row}` for the row: "{row}.state = 'published'",
    or "EXISTS (SELECT 1 FROM … WHERE … = {row}.minutes_id AND …)" for a part of a read-only
    whole; with `inserts` nothing can be added to such a whole either. `inserts` may be a condition
    of its own: rows for which it holds cannot be added. Where it looks at other rows, `lock` says
    of which table, and by which condition on `{row}`, a row is locked before (on PostgreSQL; on
    SQLite writers take turns anyway), so that of two at once the second sees the first. `free`
    columns may still change; those of `follows` to what its condition says of the new row, as of a
    row of another table that is only added to, or beside the one that stands (`{old}`). TRUNCATE of
    the table is refused. Call it in `AppConfig.ready`.
    """
    if len(PREFIX + table + "_truncate") > POSTGRES_NAME:
        raise ValueError(f"the name of {table} is too long for a guard")
    refused = when if inserts is True else inserts or ""
    guard = Guard(table, when, refused, lock, free, follows)
    if _registry.setdefault(table, guard) != guard:
        raise ValueError(f"{table} has another guard already")


def install(connection: Any, **_: Any) -> None:
    """Write every registered guard anew on tables that exist; harmless to repeat."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        dialect = _dialect(connection)
        for guard in _registry.values():
            if guard.table in tables:
                cursor.execute(f'SELECT * FROM "{guard.table}" LIMIT 0')
                columns = [name for name, *_rest in cursor.description]
                for statement in dialect.create(guard, columns):
                    cursor.execute(statement)


def remove(connection: Any) -> None:
    """Drop every guard of this module from the database."""
    dialect = _dialect(connection)
    with connection.cursor() as cursor:
        for trigger, table in sorted(installed(connection)):
            cursor.execute(dialect.drop.format(trigger=trigger, table=table))


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """Without guards for the length of the block."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def installed(connection: Any) -> set[tuple[str, str]]:
    """(trigger, table) of each guard in the database's catalogue."""
    with connection.cursor() as cursor:
        cursor.execute(_dialect(connection).catalogue)
        return {(name, table) for name, table in cursor.fetchall()}


def missing(connection: Any) -> list[str]:
    """Tables with a registered guard of which a trigger is not in the catalogue."""
    stand = installed(connection)
    return sorted(
        guard.table
        for guard in _registry.values()
        if not set(_dialect(connection).triggers(guard)) <= stand
    )


def _dialect(connection: Any) -> Any:
    return {"sqlite": _SQLite, "postgresql": _PostgreSQL}[connection.vendor]


def _changed(guard: Guard, columns: list[str], differs: str) -> str:
    """SQL: whether an UPDATE is refused, of a read-only row or to what cannot be added."""
    old, added = guard.when.format(row="OLD"), guard.inserts.format(row="NEW") or NEVER
    following, condition = guard.follows
    if not guard.free and not following:
        return f"({old}) OR ({added})"
    fixed = [column for column in columns if column not in (*guard.free, *following)]
    moved, followed = _differ(fixed, differs), _differ(following, differs)
    strays = f"{followed} AND NOT ({condition.format(row='NEW', old='OLD')})"
    return f"({old}) AND ({moved} OR {strays}) OR ({added}) AND ({moved} OR {followed})"


def _differ(columns: Iterable[str], differs: str) -> str:
    """SQL: whether an UPDATE changes one of the columns."""
    return f"({' OR '.join(f'OLD.{c} {differs} NEW.{c}' for c in map(_quoted, columns)) or NEVER})"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _locked(guard: Guard) -> str:
    """PL/pgSQL that locks what the rule for added rows looks at."""
    if guard.lock is None:
        return ""
    table, condition = guard.lock
    rows = f'"{table}" WHERE {condition.format(row="NEW")} ORDER BY id'
    return f"PERFORM 1 FROM {rows} FOR NO KEY UPDATE;"


class _SQLite:
    catalogue = (
        "SELECT name, tbl_name FROM sqlite_master"
        " WHERE type = 'trigger' AND substr(name, 1, 6) = 'guard_'"
    )
    drop = 'DROP TRIGGER IF EXISTS "{trigger}"'

    @staticmethod
    def triggers(guard: Guard) -> list[tuple[str, str]]:
        return [
            (f"{PREFIX}{guard.table}_{act}", guard.table) for act in ("update", "delete", "insert")
        ]

    @classmethod
    def create(cls, guard: Guard, columns: list[str]) -> Iterator[str]:
        old = guard.when.format(row="OLD")
        added = guard.inserts.format(row="NEW") or NEVER
        changed = _changed(guard, columns, "IS NOT")
        # INSERT OR REPLACE deletes the old row without a DELETE trigger (unless recursive_triggers
        # is on, which settings do): so an INSERT over a read-only row is refused by itself.
        there = guard.when.format(row="there")
        replaced = (
            f'EXISTS (SELECT 1 FROM "{guard.table}" there'
            f" WHERE there.rowid = NEW.rowid AND ({there}))"
        )
        refused = f"{replaced} OR ({added})"
        for act, condition in (("update", changed), ("delete", old), ("insert", refused)):
            name = f"{PREFIX}{guard.table}_{act}"
            yield cls.drop.format(trigger=name)
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {act.upper()} ON "{guard.table}"'
                f" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


class _PostgreSQL:
    catalogue = (
        "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        " WHERE NOT t.tgisinternal AND left(t.tgname, 6) = 'guard_'"
        " AND pg_table_is_visible(c.oid) AND t.tgenabled <> 'D'"
    )
    drop = 'DROP TRIGGER IF EXISTS "{trigger}" ON "{table}"'

    @staticmethod
    def triggers(guard: Guard) -> list[tuple[str, str]]:
        return [(f"{PREFIX}{guard.table}_{act}", guard.table) for act in ("row", "truncate")]

    @classmethod
    def create(cls, guard: Guard, columns: list[str]) -> Iterator[str]:
        old = guard.when.format(row="OLD")
        added = guard.inserts.format(row="NEW") or NEVER
        changed = _changed(guard, columns, "IS DISTINCT FROM")
        inserts = "INSERT OR " if guard.inserts or guard.lock else ""
        function = f"{PREFIX}{guard.table}"
        refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';"
        yield (
            f'CREATE OR REPLACE FUNCTION "{function}"() RETURNS trigger LANGUAGE plpgsql AS $$'
            f" BEGIN"
            f" IF TG_OP = 'TRUNCATE' THEN {refuse}"
            f" ELSIF TG_OP = 'INSERT' THEN {_locked(guard)}"
            f" IF {added} THEN {refuse} END IF; RETURN NEW;"
            f" ELSIF TG_OP = 'DELETE' THEN IF {old} THEN {refuse} END IF; RETURN OLD;"
            f" END IF;"
            f" {_locked(guard) if guard.inserts else ''}"
            f" IF {changed} THEN {refuse} END IF; RETURN NEW;"
            f" END $$"
        )
        for trigger, event, each in (
            ("row", f"{inserts}UPDATE OR DELETE", "ROW"),
            ("truncate", "TRUNCATE", "STATEMENT"),
        ):
            name = f"{PREFIX}{guard.table}_{trigger}"
            yield cls.drop.format(trigger=name, table=guard.table)
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {event} ON "{guard.table}"'
                f' FOR EACH {each} EXECUTE FUNCTION "{function}"()'
            )
