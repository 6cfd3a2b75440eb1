"""Queries that are put together once a process: for what every request begins with, and for what
the pages ask that most people open.

Django builds a query and compiles it anew each time it is asked. That takes ten times as long as
the database needs to find a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, QuerySet, Value
from django.db.models.expressions import Col
from django.db.models.lookups import Exact
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.sql.where import AND, WhereNode

Rows = Iterable[Any]


class Later(Value):
    """In a query: a value that is given when it is asked, under this name; `field` says of which
    kind it is."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(name, output_field=field)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", (self,)

    def of(self, values: dict[str, Any]) -> Any:
        """What goes to the database for it."""
        return self.output_field.get_db_prep_value(values[self.value], connection)


@dataclass(frozen=True)
class Built:
    """A query as it was put together: SQL, parameters, and how its rows are read."""

    sql: str
    params: tuple[Any, ...]
    converted: Callable[[Rows], Rows]
    instances: Callable[[Rows], Iterator[Any]]


class LaterKeys(Value):
    """In a query: keys, or a SELECT of keys, given as SQL and parameters when it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__(name)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return f"({self.place})", (self,)

    @property
    def place(self) -> str:
        """What stands for it in the SQL."""
        return f"/* {self.value} */"


def listed(keys: Iterable[Any]) -> tuple[str, list[Any]]:
    """Keys, one at least, as they are given to `LaterKeys`."""
    every = [*keys]
    return ", ".join(["%s"] * len(every)), every


class Prepared:
    """A query whose values are `Later` ones, or the same for ever. It is put together at the first
    asking, because before that the models are not there."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self.build = build
        self.built: dict[str, Built] = {}

    def statement(self, values: dict[str, Any]) -> tuple[Built, str, list[Any]]:
        """The query, its SQL and its parameters. Raises KeyError for a value that is not given."""
        if connection.vendor not in self.built:
            self.built[connection.vendor] = built_of(self.build())
        built = self.built[connection.vendor]
        sql, params = built.sql, []
        for one in built.params:
            if isinstance(one, LaterKeys):
                keys, more = values[one.value]
                sql = sql.replace(one.place, keys)
                params += more
            else:
                params.append(one.of(values) if isinstance(one, Later) else one)
        return built, sql, params

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query of columns."""
        built, sql, params = self.statement(values)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return [tuple(row) for row in built.converted(cursor.fetchall())]

    def all(self, **values: Any) -> list[Any]:
        """The model instances, as `first` gives one."""
        built, sql, params = self.statement(values)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return list(built.instances(cursor.fetchall()))

    def first(self, **values: Any) -> Any:
        """The first model instance, with its annotations and what is selected with it; None where
        there is none."""
        built, sql, params = self.statement(values)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return next(built.instances(cursor.fetchmany(1)), None)


def built_of(rows: QuerySet[Any, Any]) -> Built:
    """A query, and what Django finds out anew each time to read its rows (`ModelIterable`). Nothing
    of the connection by which it is built stays in it: that is a thread's own.

    Raises ValueError for a query that reads its rows in another way (`reason_against`).
    """
    if reason := reason_against(rows):
        raise ValueError(f"this query cannot be prepared: {reason}")
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    select, annotations = compiler.select, compiler.annotation_col_map or {}
    odd = compiler.get_converters([column for column, *_rest in select])
    columns = [(at, column) for at, (_converters, column) in odd.items()]
    known = compiler.klass_info

    def converted(found: Rows) -> Rows:
        return with_converters(found, columns) if columns else found

    def instances(found: Rows) -> Iterator[Any]:
        fields = known["select_fields"]
        first, last = fields[0], fields[-1] + 1
        names = [select[at][0].target.attname for at in fields]
        # The types are those of the next Django.
        related = get_related_populators(known, select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
        for row in converted(found):
            one = known["model"].from_db(DEFAULT_DB_ALIAS, names, row[first:last])
            for beside in related:
                beside.populate(row, one)
            for name, at in annotations.items():
                setattr(one, name, row[at])
            yield one

    return Built(sql, params, converted, instances)


def with_converters(found: Rows, columns: list[tuple[int, Any]]) -> Iterator[list[Any]]:
    """Rows as the fields read them, by the connection of whoever asks."""
    now = connections[DEFAULT_DB_ALIAS]
    converters = [
        (at, convert, column)
        for at, column in columns
        for convert in now.ops.get_db_converters(column) + column.get_db_converters(now)
    ]
    for row in map(list, found):
        for at, convert, column in converters:
            row[at] = convert(row[at], column, now)
        yield row


def reason_against(rows: QuerySet[Any, Any]) -> str:
    """Why a query cannot be prepared; empty where it can."""
    known: Any = rows  # what Django keeps to itself, too
    query, by_rows = known.query, known._iterable_class
    reasons = {
        "neither instances nor values_list": by_rows not in (ModelIterable, ValuesListIterable),
        "prefetch_related is a query of its own": bool(known._prefetch_related_lookups),
        "distinct on columns": bool(query.distinct_fields),
        "extra": bool(query.extra or query.extra_tables),
        "combined with another": bool(query.combinator),
        "instances without a limit, a unique field or keys": by_rows is ModelIterable
        and query.high_mark is None
        and not any(is_narrow(one, query.base_table) for one in all_of(query.where)),
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def all_of(where: WhereNode) -> Iterator[Any]:
    """The conditions that each row meets."""
    if where.negated or (where.connector != AND and len(where.children) > 1):
        return
    for one in where.children:
        if isinstance(one, WhereNode):
            yield from all_of(one)
        else:
            yield one


def is_narrow(condition: Any, table: str) -> bool:
    """Whether one row of a table can meet it at most, or those whose keys are given."""
    asked = getattr(condition, "rhs", None)
    one_each = isinstance(condition, Exact) or isinstance(asked, LaterKeys)
    column = getattr(condition, "lhs", None)
    return one_each and isinstance(column, Col) and column.alias == table and column.target.unique
