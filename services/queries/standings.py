"""How listings stand at a moment: open now, later, on which day next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThanOrEqual, Range

from services.hours import DAY_MINUTES, Span, Standing, minute_of, standing
from services.kinds import State
from services.models import HoursRule, Listing, OpenSpan

OPEN_NOW, LATER_TODAY, ANOTHER_DAY = range(3)
NOON = DAY_MINUTES // 2
NEVER = DAY_MINUTES  # no span of a day begins at its end


def open_now(now: datetime) -> Q:
    """The condition that a listing is open at this moment of the town's time."""
    return Q(LessThanOrEqual(first_start(now), minute_of(now)))


def spans_now(now: datetime) -> QuerySet[OpenSpan]:
    """The spans in which this moment of the town's time lies: in the morning few have begun, in the
    evening few are not over, and the narrower condition says by which index they are found."""
    minute = minute_of(now)
    if minute < NOON:
        return OpenSpan.objects.filter(day=now.date(), start__range=(0, minute), end__gt=minute)
    until = (minute + 1, DAY_MINUTES)
    return OpenSpan.objects.filter(day=now.date(), start__lte=minute, end__range=until)


def spans_later(now: datetime) -> QuerySet[OpenSpan]:
    """The spans that begin later on the same day."""
    return OpenSpan.objects.filter(day=now.date(), start__gt=minute_of(now))


def has_one_of(spans: QuerySet[OpenSpan]) -> Q:
    """The condition that a listing runs, and has one of these open spans; asked row by row."""
    one = Subquery(spans.filter(listing=OuterRef("pk")).order_by().values("pk")[:1])
    return Q(GreaterThan(Coalesce(one, 0), 0), state=State.ACTIVE)


def first_start(now: datetime) -> Case:
    """When the first span of today began or begins that is not over yet; `NEVER` where none is, or
    the listing does not run. Spans do not overlap, so this one says how the listing stands. As an
    expression, unlike `EXISTS`, it is asked row by row, and not of all rows first; the minutes left
    are worked out, so that nobody looks for them in all spans of the day."""
    today = OpenSpan.objects.filter(listing=OuterRef("pk"), day=now.date())
    left = today.annotate(left=F("end") - minute_of(now)).filter(left__gt=0).order_by("start")
    start = Coalesce(Subquery(left.values("start")[:1]), NEVER)
    return Case(
        When(state=State.ACTIVE, then=start), default=Value(NEVER), output_field=IntegerField()
    )


def in_rank(rank: int, now: datetime) -> Q:
    """The condition that a listing is of this rank (see `ranked`)."""
    if rank == OPEN_NOW:
        return open_now(now)
    start, minute = first_start(now), minute_of(now)
    if rank == LATER_TODAY:
        return Q(Range(start, (minute + 1, NEVER - 1)))
    return Q(GreaterThanOrEqual(start, NEVER))


def ranked(rows: QuerySet[Listing], now: datetime) -> QuerySet[Listing]:
    """With `rank`: open now, later today, or another day; in place order within each."""
    rank = Case(
        *(When(in_rank(one, now), then=Value(one)) for one in (OPEN_NOW, LATER_TODAY)),
        default=Value(ANOTHER_DAY),
        output_field=IntegerField(),
    )
    return rows.annotate(rank=rank).order_by("rank", "place__path", "slug")


def with_spans(rows: QuerySet[Listing], now: datetime) -> QuerySet[Listing]:
    """With today's spans and the first opening on a later day: one query more for any rows."""
    today = OpenSpan.objects.filter(day=now.date()).order_by("listing_id", "start")
    return with_next(rows, now.date()).prefetch_related(
        Prefetch("open_spans", today, to_attr="today")
    )


def with_next(rows: QuerySet[Listing], today: Any) -> QuerySet[Listing]:
    """With the first opening on a later day than this one, and whether there are hours at all."""
    later = OpenSpan.objects.filter(listing=OuterRef("pk"), day__gt=today)
    first = later.order_by("day", "start")
    return rows.annotate(
        next_day=Subquery(first.values("day")[:1]),
        next_start=Subquery(first.values("start")[:1]),
        has_rules=Exists(HoursRule.objects.filter(listing=OuterRef("pk"))),
    )


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
