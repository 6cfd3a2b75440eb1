"""One service as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import DateField, QuerySet, SlugField, prefetch_related_objects

from foundation.calendar.queries import day_table
from foundation.prepared import Later, Prepared
from services.access.listings import visible_listings
from services.hours import HOLIDAY, MAKE_UP, Span, Standing, sort_of, spans_of, usual
from services.hours_words import week_of
from services.models import Listing
from services.queries.listing_rows import with_today
from services.queries.standings import standing_of, with_next
from services.queries.week import weeks_of


@dataclass(frozen=True)
class Day:
    """A line of the table of hours; `sort` is "holiday", "make-up" or empty."""

    day: date
    spans: list[Span]
    today: bool
    sort: str
    reason: str
    exceptional: bool


@dataclass(frozen=True)
class Page:
    """A listing with its coming week."""

    listing: Listing
    standing: Standing
    days: list[Day]
    usual: list[list[Span]]  # by sort of day


def listing_of(slug: str, now: datetime) -> Listing | None:
    """The listing of this address, if it is one of those that everybody may see. Four queries."""
    found = ONE.first(slug=slug, today=now.date())
    if found is None:
        return None
    prefetch_related_objects([found], "kinds", "audiences")
    return with_today([found], now)[0]


def _one() -> QuerySet[Listing]:
    slug: Any = Later("slug", SlugField())
    rows = visible_listings(None).filter(slug=slug).order_by()
    rows = rows.select_related("place", "venue", "provider", "short_link")
    return with_next(rows, Later("today", DateField()))


ONE = Prepared(_one)


def page_of(listing: Listing, now: datetime) -> Page:
    """Today and the six days after it, by the rules themselves. Four queries."""
    today = now.date()
    coming = week_of(today)
    week = weeks_of([listing])[listing.pk]
    special = day_table({coming[0].year, coming[-1].year})
    rows = listing.exceptions.filter(day__gte=today, day__lte=coming[-1])
    reasons = dict(rows.values_list("day", "reason"))
    days = [
        Day(
            day=day,
            spans=spans_of(day, week, special),
            today=day == today,
            sort=sort_key(day, special),
            reason=reasons.get(day, ""),
            exceptional=day in reasons,
        )
        for day in coming
    ]
    return Page(listing, standing_of(listing, now), days, usual(week, today))


def sort_key(day: date, special: Mapping[date, bool]) -> str:
    """Whether a day is a public holiday or a make-up working day."""
    return {HOLIDAY: "holiday", MAKE_UP: "make-up"}.get(sort_of(day, special), "")
