"""What a request has written when it is over: each statement with its values, as it reaches the
database; what was taken back is not among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITE = re.compile(r"^\s*(insert(?: or \w+)? into|update|delete from)\s+\"?(\w+)", re.IGNORECASE)
BEGUN = re.compile(r"^SAVEPOINT (\S+)", re.IGNORECASE)
TAKEN_BACK = re.compile(r"^ROLLBACK TO SAVEPOINT (\S+)", re.IGNORECASE)


class Written:
    """The writes that stand: (table, values, whether the row was there)."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, Any, bool]] = []
        self.marks: dict[str, int] = {}

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if found := WRITE.match(sql):
            self.rows.append((found[2], params, found[1].lower() == "update"))
        elif found := BEGUN.match(sql):
            self.marks[found[1]] = len(self.rows)
        elif found := TAKEN_BACK.match(sql):
            del self.rows[self.marks[found[1]] :]
        return execute(sql, params, many, context)

    @property
    def tables(self) -> set[str]:
        """The tables that changed."""
        return {table for table, _values, _there in self.rows}

    @property
    def changed(self) -> set[str]:
        """The tables of which a row that was there changed."""
        return {table for table, _values, there in self.rows if there}

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text that was written, with its table."""
        return ((table, value) for table, value in self.values() if isinstance(value, str))

    def values(self) -> Iterator[tuple[str, Any]]:
        """Every value that was written, with its table."""
        for table, values, _there in self.rows:
            for value in flat(values):
                yield table, value


def flat(values: Any) -> Iterator[Any]:
    """The values of a statement, of one row or of many."""
    for value in values or ():
        if isinstance(value, list | tuple):
            yield from flat(value)
        else:
            yield getattr(value, "obj", value)  # psycopg wraps JSON


@contextmanager
def writes() -> Iterator[Written]:
    """Watches what is written inside."""
    written = Written()
    with connection.execute_wrapper(written):
        yield written
