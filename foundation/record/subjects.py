"""How the record names a thing, and which of its values it may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from foundation.crypto.fields import BlindIndexField, EncryptedTextField

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
PLAIN = (bool, int, float, Decimal, date, datetime, UUID, type(None))


class Personal(ValueError):
    """The record was handed a value that it must never hold: a mistake in the calling action."""


def label_of(subject: models.Model | type[models.Model]) -> str:
    """`residents.need`."""
    return subject._meta.label_lower


def key_of(subject: models.Model) -> str:
    """The primary key as text; empty for a row not stored yet."""
    return "" if subject.pk is None else str(subject.pk)


def place_path_of(subject: Any) -> str:
    """The path of the subject's place, where its model has a `record_path` (a str property)."""
    return getattr(subject, "record_path", "") or ""


def recordable(subject: models.Model, values: Mapping[str, Any] | None) -> dict[str, Any]:
    """`values` in JSON form: per name a value, or a pair (old, new).

    Numbers, dates, booleans, keys and None may stand under any name. Text may stand only under a
    field with choices (one of them), or a field listed in the model's `plain_fields`. Names,
    phones, addresses and free words raise `Personal`; so does every encrypted field.
    """
    return {name: _pair(subject, name, value) for name, value in (values or {}).items()}


def checked_names(fields: Any) -> list[str]:
    """Names of changed fields, in order and without doubles; anything else than a name raises."""
    names = sorted(set(fields))
    for name in names:
        if not NAME.fullmatch(name):
            raise Personal("names of fields only")
    return names


def _pair(subject: models.Model, name: str, value: Any) -> Any:
    checked_names([name])
    if isinstance(value, (tuple, list)):
        return [_plain(subject, name, part) for part in value]
    return _plain(subject, name, value)


def _plain(subject: models.Model, name: str, value: Any) -> Any:
    field = _field(subject, name)
    if isinstance(field, (EncryptedTextField, BlindIndexField)):
        raise Personal(f"{label_of(subject)}.{name} is encrypted: name it in fields, not in values")
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, PLAIN):
        return value if isinstance(value, (bool, int, float, type(None))) else str(value)
    if isinstance(value, str) and field is not None and _open_text(subject, field, value):
        return value
    raise Personal(f"{label_of(subject)}.{name} may hold personal words: name it in fields only")


def _field(subject: models.Model, name: str) -> models.Field | None:
    try:
        field = subject._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def _open_text(subject: models.Model, field: models.Field, value: str) -> bool:
    if field.choices:
        return value == "" or value in dict(field.flatchoices)
    return field.name in getattr(subject, "plain_fields", ())
