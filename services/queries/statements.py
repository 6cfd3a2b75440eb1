"""Quarters to be closed, and what their papers say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from services.models import Agreement, Delivery, Reduction, ReductionLift, Statement
from services.periods import GRACE, Span, quarters_in
from services.queries.quarter import Figures
from services.terms import PUBLIC_STATES


def quarters_to_freeze(agreement: Agreement, today: date) -> list[Span]:
    """The quarters of an agreement that are over and have no statement, oldest first: those it ran
    in, and those in which a late correction counts."""
    end = min(max(agreement.over_on, _last_counted(agreement)), today)
    frozen = set(Statement.objects.filter(agreement=agreement).values_list("since", flat=True))
    return [
        quarter
        for quarter in quarters_in(agreement.since, end)
        if quarter.until <= today and quarter.since not in frozen
    ]


def _last_counted(agreement: Agreement) -> date:
    """The first day after everything that counts; the agreement's first day where nothing does."""
    days = [
        rows.aggregate(last=Max("counts_on"))["last"]
        for rows in (
            Delivery.objects.filter(obligation__agreement=agreement),
            Reduction.objects.filter(delivery__obligation__agreement=agreement),
            ReductionLift.objects.filter(reduction__delivery__obligation__agreement=agreement),
        )
    ]
    return max([day + timedelta(days=1) for day in days if day], default=agreement.since)


def due_to_freeze(now: datetime | None = None) -> Iterator[tuple[Agreement, Span]]:
    """What the clock has to freeze: three days after a quarter's end, oldest quarters first."""
    today = timezone.localdate(now) - GRACE
    rows = Agreement.objects.filter(state__in=PUBLIC_STATES, since__lt=today)
    for agreement in rows.select_related("place").order_by("pk"):
        for quarter in quarters_to_freeze(agreement, today):
            yield agreement, quarter


def due_to_publish(now: datetime | None = None) -> QuerySet[Statement]:
    """Frozen statements that the partner has had for seven days."""
    rows = Statement.objects.filter(
        published_at__isnull=True, publish_on__lte=timezone.localdate(now)
    )
    return rows.select_related("agreement__place").order_by("pk")


def lines_of(figures: Figures) -> dict[str, Any]:
    """What a statement shows of each grant and obligation, as it is stored: amounts are text."""
    return {
        "grants": [
            {
                "what": line.grant.what,
                "words": line.grant.words,
                "venue": line.grant.venue.name if line.grant.venue else "",
                "venue_en": line.grant.venue.name_en if line.grant.venue else "",
                "market_monthly": str(line.grant.market_monthly),
                "charged_monthly": str(line.grant.charged_monthly),
                "since": line.span.since.isoformat(),
                "until": line.span.until.isoformat(),
                "months": [
                    {"month": f"{month:%Y-%m}", "waived": str(each)} for month, each in line.months
                ],
                "waived": str(line.waived),
            }
            for line in figures.grants
        ],
        "obligations": [
            {
                "name": line.obligation.name,
                "name_en": line.obligation.name_en,
                "unit": line.obligation.unit,
                "unit_en": line.obligation.unit_en,
                "unit_value": str(line.obligation.unit_value),
                "agreed": str(line.agreed),
                "delivered": str(line.counted.delivered),
                "reduced": str(line.counted.reduced),
                "accepted": str(line.counted.accepted),
                "value": str(line.counted.value),
            }
            for line in figures.obligations
        ],
    }


def content_of(statement: Statement) -> dict[str, Any]:
    """Everything of a statement that its digest covers."""
    return {
        "number": statement.number,
        "since": statement.since.isoformat(),
        "until": statement.until.isoformat(),
        "waived": str(statement.waived),
        "accepted": str(statement.accepted),
        "floor_percent": statement.floor_percent,
        "verdict": str(statement.verdict),
        "lines": statement.lines,
    }
