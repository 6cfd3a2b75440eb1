"""Queries that are put together once a process: for what every request begins with.

Django builds a query and compiles it anew each time it is asked. For the few that each request of
somebody logged in asks first, that takes ten times as long as the database needs to answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.db.models import Field, Model, QuerySet, Value


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


class Prepared:
    """A query whose values are `Later` ones, or the same for ever. It is put together at the first
    asking, because before that the models are not there."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]]) -> None:
        self.build = build
        self.compiled: dict[str, tuple[type[Model], str, tuple[Any, ...]]] = {}

    def statement(self, values: dict[str, Any]) -> tuple[type[Model], str, list[Any]]:
        """The model, the SQL and its parameters. Raises KeyError for a value that is not given."""
        if connection.vendor not in self.compiled:
            built = self.build()
            self.compiled[connection.vendor] = (built.model, *built.query.sql_with_params())
        model, sql, params = self.compiled[connection.vendor]
        return model, sql, [one.of(values) if isinstance(one, Later) else one for one in params]

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows as the database has them: for columns of whole numbers and words."""
        _model, sql, params = self.statement(values)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def first(self, **values: Any) -> Any:
        """The first model instance, with its annotations; None where there is none."""
        model, sql, params = self.statement(values)
        return next(iter(model._base_manager.raw(sql, params)), None)
