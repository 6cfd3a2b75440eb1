"""What is asked of the list of services, and each filter as a condition."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from residents.models.place import in_ranges
from residents.paths import is_within
from services.kinds import Cost, When
from services.models import ListingAudience, ListingKind, OpenSpan
from services.queries.standings import has_one_of, open_now, spans_later, spans_now
from services.steps import EVENING, WEEK

AXES = ("kind", "for", "cost", "when", "place")


@dataclass(frozen=True)
class Asked:
    """What the address asks for, cleaned: unknown values are as if they were not there."""

    words: str
    chosen: dict[str, str]  # a value, perhaps empty, for each of AXES
    after: str
    now: datetime

    @property
    def minute(self) -> str:
        """The minute in which it is asked: what is kept depends on it."""
        return f"{self.now:%Y%m%d%H%M}"


def places_asked(asked: Asked, paths: dict[str, str]) -> list[str]:
    """The paths of the places with services that lie within the chosen one, if one is."""
    chosen = paths.get(asked.chosen["place"], "")
    return [path for path in paths.values() if is_within(path, chosen)]


def conditions(asked: Asked, paths: dict[str, str], *, without: Container[str] = ()) -> Q:
    """The filters that are set, but some."""
    condition = Q()
    for axis, value in asked.chosen.items():
        if value and axis not in without:
            condition &= one_filter(axis, value, asked.now, paths)
    return condition


def one_filter(axis: str, value: str, now: datetime, paths: dict[str, str]) -> Q:
    """The condition of one filter."""
    if axis == "kind":
        return Q(Exists(ListingKind.objects.filter(listing=OuterRef("pk"), kind=value)))
    if axis == "for":
        return Q(Exists(ListingAudience.objects.filter(listing=OuterRef("pk"), audience=value)))
    if axis == "cost":
        return Q(is_free=True) if value == Cost.FREE else ~Q(reductions="")
    if axis == "place":
        return in_ranges("place__path", [paths[value]])
    return open_now(now) if value == When.NOW else has_one_of(spans_at(value, now))


def spans_at(value: str, now: datetime) -> QuerySet[OpenSpan]:
    """The spans that a time filter asks for: of today, or of the coming seven days."""
    if value == When.NOW:
        return spans_now(now)
    if value == When.LATER:
        return spans_later(now)
    week = [now.date() + timedelta(days=ahead) for ahead in range(WEEK)]
    if value == When.EVENING:
        return OpenSpan.objects.filter(day__gte=week[0], day__lte=week[-1], end__gt=EVENING)
    return OpenSpan.objects.filter(day__in=[day for day in week if day.weekday() >= 5])
