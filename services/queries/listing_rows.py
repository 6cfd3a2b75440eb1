"""Listings by their keys, as the lists show them: by queries that are put together once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import DateField, QuerySet

from foundation.prepared import Later, LaterKeys, Prepared, listed
from services.access.listings import visible_listings
from services.hours import Span
from services.models import Listing, OpenSpan
from services.queries.standings import with_next

Keys = Callable[[int], tuple[str, Any]]  # SQL and parameters of a SELECT of at most so many keys


def rows_of(asked: Iterable[Keys], most: int, now: datetime) -> list[Any]:
    """The listings of the first SELECT of keys, then those of the next, until there are so many; in
    no order, with place and venue, and as `with_spans` reads them. A query for each SELECT that is
    asked, which is not put together before, and one more."""
    rows: dict[int, Any] = {}
    for keys in asked:
        with suppress(EmptyResultSet):
            found = ROWS.all(keys=keys(most - len(rows)), today=now.date())
            rows |= {row.pk: row for row in found}
        if len(rows) >= most:
            break
    return with_today([*rows.values()], now)


def with_today(rows: list[Any], now: datetime) -> list[Any]:
    """The same listings, with their spans of today as `today`. One query; none for none."""
    found: dict[int, list[Span]] = {row.pk: [] for row in rows}
    if found:
        for listing, start, end in SPANS.rows(today=now.date(), keys=listed(found)):
            found[listing].append(Span(start, end))
    for row in rows:
        row.today = found[row.pk]
    return rows


def _rows() -> QuerySet[Listing]:
    rows = visible_listings(None).filter(pk__in=LaterKeys("keys")).order_by()
    return with_next(rows.select_related("place", "venue"), Later("today", DateField()))


def _spans() -> QuerySet[OpenSpan, Any]:
    today: Any = Later("today", DateField())
    rows = OpenSpan.objects.filter(day=today, listing__in=LaterKeys("keys"))
    return rows.order_by("listing_id", "start").values_list("listing_id", "start", "end")


ROWS, SPANS = Prepared(_rows), Prepared(_spans)
