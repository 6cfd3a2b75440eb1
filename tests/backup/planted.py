"""A row in every table that a backup carries, with every column filled that its checks allow.

A new model gets its row without being asked; where its checks want something else than a value of
each kind, `WANTED` says what.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import IntegrityError, connection, connections, models

from foundation.backup.queries import carried
from foundation.crypto.fields import BlindIndexField
from foundation.record import guards
from tests.fixtures.flush import LEFT, empty

KEY = 7000
WORDS = "𠮷野'\"\\%s 家\t\n字"
JSON = {"z": [1.5, 1e16, -0.0, None, True], "a": {"字": "😀\\u0041", "": 10**20}}
FIRST = datetime(2026, 2, 1, 23, 59, 59, 999_999, UTC)
NONE_BUT_STATE = {"answered_at": None, "ended_at": None}
WANTED: dict[str, dict[str, Any]] = {
    "committees.Attendance": {"guest": ""},
    "committees.Body": {"kind": "functional_branch", "area": "apartments", "reference_share": 3},
    "committees.Minutes": {"state": "published"},
    "foundation.Draft": {"visitor_digest": ""},
    "reports.FormFill": {"state": "done"},
    "reports.FormTemplate": {"preset": ""},
    "reports.ReportRun": {"state": "done"},
    "residents.Need": {"withheld_at": None},
    "residents.NeedGrant": {"organization_id": None},
    "residents.Notice": {"place_id": None, "about": ""},
    "residents.Post": {"organization_id": None, "cluster_id": None},
    "residents.Referral": {"state": "sent", **NONE_BUT_STATE},
    "services.Agreement": {"state": "ended"},
    "services.Grant": {"charged_monthly": 0},
    "services.Listing": {"state": "ended"},
    "workshops.MonthReport": {"month": date(2026, 2, 1), "headcount": 9, "withheld": ""},
    "workshops.Opening": {"wanted": 9, "hired": 1},
    "workshops.Pay": {"month": date(2026, 2, 1)},
}
Model = type[models.Model]


def plant(using: str = "default") -> None:
    """Fill every table of an empty database."""
    with guards.lifted(connections[using]):
        for model in in_order(carried()):
            try:
                model._base_manager.using(using).bulk_create([model(**values(model))])
            except IntegrityError as error:
                raise AssertionError(f"{model._meta.label}: what do its checks want?") from error


def filled(using: str = "default") -> list[str]:
    """The carried models that have rows."""
    return [m._meta.label_lower for m in carried() if m._base_manager.using(using).exists()]


def make_empty(kept_files: Path) -> None:
    """As on another machine: no row, no file, and keys counted from one."""
    names = connection.introspection.django_table_names(only_existing=True)
    empty(sorted(set(names) - LEFT))
    sequences = connection.introspection.sequence_list()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), sequences):
            cursor.execute(statement)
    if kept_files.exists():
        kept_files.rename(kept_files.with_name("before"))


def in_order(found: list[Model]) -> Iterator[Model]:
    """Each model after those that it points at."""
    left = set(found)
    while left:
        ready = {model for model in left if not pointed_at(model) & left - {model}}
        assert ready, f"these point at each other: {left}"
        yield from sorted(ready, key=lambda model: model._meta.label)
        left -= ready


def pointed_at(model: Model) -> set[Any]:
    """The models that rows of this one name."""
    return {field.related_model for field in model._meta.concrete_fields}


def values(model: Model) -> dict[str, Any]:
    """A value for each column; the further a column stands, the later its day."""
    told = {}
    for number, field in enumerate(model._meta.concrete_fields):
        if not isinstance(field, BlindIndexField) and field.related_model is not model:
            told[field.attname] = of_kind(field, number)
    return told | WANTED.get(model._meta.label, {})


def of_kind(field: Any, number: int) -> Any:
    """A value as awkward as its column allows."""
    kind = field.get_internal_type()
    if field.primary_key or field.is_relation:
        return KEY
    if field.choices:
        return field.flatchoices[0][0]
    if kind in ("CharField", "SlugField", "TextField", "FileField"):
        return f"{number}{WORDS}"[: field.max_length]
    return {
        "BooleanField": True,
        "DateField": FIRST.date() + timedelta(days=number),
        "DateTimeField": FIRST + timedelta(days=number),
        "DecimalField": Decimal(number) + Decimal("0.10"),
        "JSONField": JSON,
        "UUIDField": UUID(int=number),
    }.get(kind, number)
