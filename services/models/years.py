"""A day some years after another, as the database reckons it."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Func


class YearsAfter(Func):
    """`YearsAfter("since", years=20)`: the same day of another year."""

    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "date(%(expressions)s, '+%(years)s years')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "(%(expressions)s + INTERVAL '%(years)s years')::date"
        return self.as_sql(compiler, connection, template=template, **context)
