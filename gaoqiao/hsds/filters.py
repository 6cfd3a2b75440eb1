"""A query, read by the table of `contract`; what cannot be read is refused, never left out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError

from foundation.one_line import one_line
from gaoqiao.hsds.contract import PARAMETERS, Asked

DIGITS = 9  # more than any page has, and no more than a database takes


def asked(query: QueryDict, known: Collection[str]) -> Asked:
    """The query of an address that knows these parameters. Raises ValidationError (400)."""
    values = {}
    for name in query:
        if name not in known:
            raise ValidationError({name: [_("This address has no such parameter.")]})
        try:
            values[name] = value(PARAMETERS[name], query.get(name, ""))
        except ValueError:
            raise ValidationError({name: [_("This value cannot be read.")]}) from None
    return Asked(**values)


def value(schema: dict[str, Any], text: str) -> Any:
    """What a text means by the schema of its parameter. Raises ValueError."""
    if schema["type"] == "integer":
        return number(schema, text)
    if schema["type"] == "boolean":
        return ("false", "true").index(text) == 1
    if schema.get("format") == "uuid":
        return UUID(text)
    if schema.get("format") == "date-time":
        return moment(text)
    words = one_line(text)
    if words not in schema.get("enum", [words]) or len(words) > schema.get("maxLength", len(words)):
        raise ValueError
    return words


def number(schema: dict[str, Any], text: str) -> int:
    """A whole number within the bounds of its schema."""
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS):
        raise ValueError
    found = int(text)
    if not schema["minimum"] <= found <= schema.get("maximum", found):
        raise ValueError
    return found


def moment(text: str) -> datetime:
    """A moment; one without a time zone is in the town's own."""
    found = parse_datetime(text)
    if found is None:
        raise ValueError
    return found if timezone.is_aware(found) else timezone.make_aware(found)
