"""Services, agreements and statements with what the open data shows of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet

from residents.models import Venue
from services.access.agreements import public_statements, visible_agreements
from services.access.listings import visible_listings
from services.access.venues import venues_in_use
from services.models import Agreement, Listing, OpenSpan, Statement
from services.queries.week import with_hours

COMING = 7  # days for which the hours are told one by one


def listings_in_the_open(user: Any, today: date) -> QuerySet[Listing]:
    """Services with their kinds, audiences and hours: the rules, the exceptions to come, and the
    spans of the coming seven days. Six queries."""
    coming = OpenSpan.objects.filter(day__gte=today, day__lt=today + timedelta(days=COMING))
    rows = visible_listings(user).select_related("place", "venue", "provider")
    spans = Prefetch("open_spans", coming.order_by("day", "start"))
    return with_hours(rows, today).prefetch_related("kinds", "audiences", spans)


def venues_in_the_open(user: Any) -> QuerySet[Venue]:
    """Venues in use, with their place. One query."""
    return venues_in_use(user).select_related("place")


def agreements_in_the_open(user: Any) -> QuerySet[Agreement]:
    """Agreements with partner, place and the need behind them. One query."""
    return visible_agreements(user).select_related("partner", "place", "need")


def with_terms(agreements: QuerySet[Agreement], user: Any) -> QuerySet[Agreement]:
    """With what is granted, what is promised, and the public statements. Five queries more."""
    statements = public_statements(user).select_related("agreement").order_by("since")
    return agreements.prefetch_related(
        "grants__venue", "obligations__listing", Prefetch("statements", statements)
    )


def statements_in_the_open(user: Any) -> QuerySet[Statement]:
    """Public statements with their agreement. One query."""
    return public_statements(user).select_related("agreement__partner", "agreement__place")
