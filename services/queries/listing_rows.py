"""Listings by their keys, as the lists show them: two queries, put together once a process."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import DateField, QuerySet
from django.db.models.expressions import RawSQL

from foundation.prepared import Later, LaterKeys, Prepared
from services.hours import Span
from services.models import Listing, OpenSpan
from services.queries.standings import with_next


def rows_of(keys: RawSQL | QuerySet[Any, Any], now: datetime) -> list[Any]:
    """The listings of a SELECT of keys, in no order, with place and venue, and as `with_spans`
    reads them."""
    try:
        asked = keys.query.sql_with_params() if isinstance(keys, QuerySet) else said(keys)
    except EmptyResultSet:
        return []
    rows = {row.pk: row for row in ROWS.all(keys=asked, today=now.date())}
    for row in rows.values():
        row.today = []
    if rows:
        these = (", ".join(["%s"] * len(rows)), [*rows])
        for listing, start, end in SPANS.rows(today=now.date(), keys=these):
            rows[listing].today.append(Span(start, end))
    return [*rows.values()]


def said(keys: RawSQL) -> tuple[str, Any]:
    """SQL and parameters of a SELECT that Django did not write."""
    return keys.sql, keys.params


def _rows() -> QuerySet[Listing]:
    rows = Listing.objects.filter(pk__in=LaterKeys("keys")).order_by()
    return with_next(rows.select_related("place", "venue"), Later("today", DateField()))


def _spans() -> QuerySet[OpenSpan, Any]:
    today: Any = Later("today", DateField())
    rows = OpenSpan.objects.filter(day=today, listing__in=LaterKeys("keys"))
    return rows.order_by("listing_id", "start").values_list("listing_id", "start", "end")


ROWS, SPANS = Prepared(_rows), Prepared(_spans)
