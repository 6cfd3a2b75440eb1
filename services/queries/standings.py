"""How listings stand at a moment: open now, later, on which day next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Exists,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from services.hours import Span, Standing, minute_of, standing
from services.kinds import State
from services.models import HoursRule, Listing, OpenSpan

OPEN_NOW, LATER_TODAY, ANOTHER_DAY = range(3)


def open_now(now: datetime) -> Q:
    """The condition that a listing is open at this moment of the town's time."""
    minute = minute_of(now)
    return spans(day=now.date(), start__lte=minute, end__gt=minute)


def opens_later(now: datetime) -> Q:
    """The condition that it opens, perhaps again, later on the same day."""
    return spans(day=now.date(), start__gt=minute_of(now))


def spans(**conditions: Any) -> Q:
    """The condition that a listing runs, and has an open span like this."""
    rows = OpenSpan.objects.filter(listing=OuterRef("pk"), **conditions)
    return Q(Exists(rows), state=State.ACTIVE)


def in_rank(rank: int, now: datetime) -> Q:
    """The condition that a listing is of this rank (see `ranked`)."""
    if rank == OPEN_NOW:
        return open_now(now)
    later = opens_later(now)
    return ~open_now(now) & (later if rank == LATER_TODAY else ~later)


def ranked(rows: QuerySet[Listing], now: datetime) -> QuerySet[Listing]:
    """With `rank`: open now, later today, or another day; in place order within each."""
    rank = Case(
        When(open_now(now), then=Value(OPEN_NOW)),
        When(opens_later(now), then=Value(LATER_TODAY)),
        default=Value(ANOTHER_DAY),
        output_field=IntegerField(),
    )
    return rows.annotate(rank=rank).order_by("rank", "place__path", "slug")


def with_spans(rows: QuerySet[Listing], now: datetime) -> QuerySet[Listing]:
    """With today's spans and the first opening on a later day: one query more for any rows."""
    later = OpenSpan.objects.filter(listing=OuterRef("pk"), day__gt=now.date())
    first = later.order_by("day", "start")
    today = OpenSpan.objects.filter(day=now.date()).order_by("start")
    return rows.annotate(
        next_day=Subquery(first.values("day")[:1]),
        next_start=Subquery(first.values("start")[:1]),
        has_rules=Exists(HoursRule.objects.filter(listing=OuterRef("pk"))),
    ).prefetch_related(Prefetch("open_spans", today, to_attr="today"))


def rank_of(listing: Any, now: datetime) -> int:
    """The rank (see `ranked`) of a listing read by `with_spans`."""
    at = standing_of(listing, now)
    if listing.state != State.ACTIVE or not (at.open or at.later is not None):
        return ANOTHER_DAY
    return OPEN_NOW if at.open else LATER_TODAY


def today_of(listing: Any) -> list[Span]:
    """The spans of today, of a listing read by `with_spans`."""
    return [Span(row.start, row.end) for row in listing.today]


def standing_of(listing: Any, now: datetime) -> Standing:
    """How a listing read by `with_spans` stands."""
    following = (listing.next_day, listing.next_start) if listing.next_day else None
    return standing(minute_of(now), today_of(listing), following, known=listing.has_rules)
