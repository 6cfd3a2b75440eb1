"""Pages by key: the thousandth costs what the first does, and none skips or repeats a row when
others come in between."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError as Unfit
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

SIZE, MOST = 30, 100
LONGEST = 400  # characters of a cursor


class KeyPages(BasePagination):
    """`size` rows (30, at most 100) after the row whose key `cursor` holds."""

    def paginate_queryset(
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any]:
        """The rows of the page; one more is read to know whether another page follows."""
        self.order = view.order
        self.here = request.build_absolute_uri()
        size = size_of(request.query_params.get("size", ""))
        rows = queryset.order_by(*self.order)
        if asked := request.query_params.get("cursor", ""):
            rows = rows.filter(after(queryset, self.order, asked))
        found = list(rows[: size + 1])
        self.last = found[size - 1] if len(found) > size else None
        return found[:size]

    def get_paginated_response(self, data: Any) -> Response:
        """The rows, and the address of what follows; null on the last page."""
        further = None
        if self.last is not None:
            further = replace_query_param(self.here, "cursor", cursor_of(self.last, self.order))
        return Response({"next": further, "results": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """The same for the OpenAPI document."""
        further = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "notice": {"type": "string"},
                "next": further,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """The two parameters of every list."""
        number = {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE}
        return [
            {
                "name": "cursor",
                "in": "query",
                "description": _("Where the page begins: taken from `next`, never made up."),
                "schema": {"type": "string", "maxLength": LONGEST},
            },
            {
                "name": "size",
                "in": "query",
                "description": _("Rows a page."),
                "schema": number,
            },
        ]


def size_of(asked: str) -> int:
    """How many rows a page has."""
    if not asked:
        return SIZE
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 4 and 0 < int(asked) <= MOST):
        raise ValidationError({"size": [_("A whole number from 1 to %(most)s.") % {"most": MOST}]})
    return int(asked)


def column(rows: QuerySet[Any], name: str) -> Field[Any, Any]:
    """The column that a part of the order names."""
    meta, plain = rows.model._meta, name.lstrip("-")
    found: Any = meta.pk if plain == "pk" else meta.get_field(plain)
    return found


def cursor_of(row: Any, order: tuple[str, ...]) -> str:
    """The key of a row as an address carries it."""
    values = [getattr(row, name.lstrip("-")) for name in order]
    text = json.dumps(values, cls=Exact, separators=(",", ":"))
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


class Exact(DjangoJSONEncoder):
    """Moments to the microsecond: cut to the millisecond they would show a row twice."""

    def default(self, o: Any) -> Any:
        """ISO 8601 for days and moments."""
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def after(rows: QuerySet[Any], order: tuple[str, ...], cursor: str) -> Q:
    """The condition that a row stands after the key in a cursor; 400 for one that we never gave."""
    condition, same = Q(), Q()
    for name, value in zip(order, values_of(rows, order, cursor), strict=True):
        way, plain = ("lt" if name.startswith("-") else "gt"), name.lstrip("-")
        condition |= same & Q(**{f"{plain}__{way}": value})
        same &= Q(**{plain: value})
    return condition


def values_of(rows: QuerySet[Any], order: tuple[str, ...], cursor: str) -> list[Any]:
    """The values of a cursor, each fit for its column."""
    try:
        padded = cursor[:LONGEST] + "=" * (-len(cursor) % 4)
        told = json.loads(urlsafe_b64decode(padded.encode("ascii")))
        if not isinstance(told, list) or len(told) != len(order):
            raise Unfit("parts")
        return [cleaned(column(rows, name), value) for name, value in zip(order, told, strict=True)]
    except (ValueError, OverflowError, RecursionError, Unfit) as error:
        raise ValidationError({"cursor": [_("This is no `next` of ours.")]}) from error


def cleaned(field: Field[Any, Any], value: Any) -> Any:
    """A value as the column takes it."""
    if not isinstance(value, str | int) or "\x00" in str(value):
        raise Unfit("value")
    str(value).encode()  # half a character is no text
    found = field.to_python(value)
    if found is None:
        raise Unfit("empty")
    if isinstance(found, datetime):
        found = found.astimezone(UTC)
    field.run_validators(found)
    return found
