"""Queries that are put together once a process: for what every request begins with, and for what
the pages ask that most people open.

Django builds a query and compiles it anew each time it is asked. That takes ten times as long as
the database needs to find a row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, QuerySet, Value
from django.db.models.query import get_related_populators

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
    """A query, and what Django finds out anew each time to read its rows (`ModelIterable`)."""
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    select, annotations = compiler.select, compiler.annotation_col_map or {}
    converters = compiler.get_converters([column for column, *_rest in select])
    known = compiler.klass_info

    def converted(found: Rows) -> Rows:
        return compiler.apply_converters(found, converters) if converters else found

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
