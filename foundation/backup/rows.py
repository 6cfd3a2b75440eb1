"""A row as both databases mean it: a line of JSON with nothing but null, booleans, numbers, text.

What the database holds is carried as it stands: an encrypted value stays ciphertext and needs no
key. Moments, days and amounts are spelled as they are for seals, and the JSON of a column is
written one way (keys sorted, `1e16` as the number that it is), since PostgreSQL keeps its own form
of it. So the same rows give the same bytes, whichever database they were read from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper, F, Field

from foundation.canonical import spelling

# What a field is to its database (`Field.get_internal_type`), of each kind that models use. A new
# one is written here with its form, and `tests/backup` carries a value of it there and back.
KINDS = {
    *("AutoField", "BigAutoField", "BigIntegerField", "PositiveBigIntegerField"),
    *("PositiveIntegerField", "PositiveSmallIntegerField", "BooleanField", "DecimalField"),
    *("CharField", "SlugField", "TextField", "FileField", "UUIDField"),
    *("DateField", "DateTimeField", "JSONField"),
    *("ForeignKey", "OneToOneField"),
}
TEXT = {"CharField", "TextField", "JSONField"}


def columns(model: type[models.Model]) -> list[Field[Any, Any]]:
    """The fields of a model that are columns of its table, in the order of their names."""
    return sorted(model._meta.concrete_fields, key=lambda field: field.attname)


def is_coded(field: Field[Any, Any]) -> bool:
    """Whether the model sees something else than the text that stands in the column."""
    return hasattr(field, "from_db_value")


def is_known(field: Field[Any, Any]) -> bool:
    """Whether a line says all of such a column."""
    kind = field.get_internal_type()
    return kind in TEXT if is_coded(field) else kind in KINDS


def stored(rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The rows as tuples of what stands in their columns, in the order of their keys."""
    told = []
    for number, field in enumerate(columns(rows.model)):
        if is_coded(field):
            as_text = ExpressionWrapper(F(field.attname), output_field=models.TextField())
            rows = rows.annotate(**{f"stored_{number}": as_text})
        told.append(f"stored_{number}" if is_coded(field) else field.attname)
    return rows.order_by("pk").values_list(*told)


def head(fields: Sequence[Field[Any, Any]]) -> bytes:
    """The first line: the names of the columns."""
    return as_line([field.column for field in fields])


def line(fields: Sequence[Field[Any, Any]], row: Iterable[Any]) -> bytes:
    """One row of `stored`."""
    return as_line([said(field, value) for field, value in zip(fields, row, strict=True)])


def as_line(values: list[Any]) -> bytes:
    """Values as JSON, with a newline."""
    told = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=spelling)
    return told.encode() + b"\n"


def said(field: Field[Any, Any], value: Any) -> Any:
    """What a line says of a value."""
    is_json = isinstance(field, models.JSONField) and value is not None
    return one_way(value) if is_json else value


def meant(field: Field[Any, Any], value: Any, connection: Any) -> Any:
    """What the database is given for a value of a line."""
    if value is None or is_coded(field):
        return value
    return field.get_db_prep_save(field.to_python(value), connection)


def one_way(text: str) -> str:
    """The JSON of a column, written one way."""
    value = json.loads(text, parse_float=number)
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def number(text: str) -> float | int:
    """A number with a point or a power of ten. PostgreSQL writes powers out, and knows no -0."""
    exact = Decimal(text)
    whole = "e" in text.lower() and exact == exact.to_integral_value()
    return int(exact) if whole else float(text) + 0.0
