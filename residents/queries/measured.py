"""Needs as reports count them: each function gives the rows that a figure is counted from."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Q, QuerySet
from django.utils import timezone

from foundation.calendar.queries import day_table
from foundation.calendar.workdays import workdays_between
from residents.models import Need, Place, Rating
from residents.models.need import NeedQuerySet
from residents.models.place import in_force, in_ranges
from residents.stages import OPEN_STATES
from residents.windows import Window


def inside(field: str, window: Window) -> Q:
    """The condition that a path column lies in the window's places, without what lies apart."""
    return in_ranges(field, window.paths) & ~in_ranges(field, window.apart)


def over(field: str, window: Window) -> Q:
    """The condition that a moment lies in the period."""
    return Q(**{f"{field}__gte": window.start, f"{field}__lt": window.end})


def needs(window: Window) -> NeedQuerySet:
    """The needs of the places."""
    rows = Need.objects.filter(inside("place__path", window))
    return rows.select_related("place", "category").order_by("place__path", "created_at", "pk")


def raised(window: Window) -> NeedQuerySet:
    """Raised in the period."""
    return needs(window).filter(over("created_at", window))


def accepted(window: Window) -> NeedQuerySet:
    """Accepted in the period."""
    return needs(window).filter(over("accepted_at", window))


def answered(window: Window) -> NeedQuerySet:
    """Answered in the period, or refused with the reason; one that was reopened since has no
    answer any more."""
    return needs(window).filter(over("answered_at", window))


def open_at_end(window: Window) -> NeedQuerySet:
    """Raised before the period ended, and then without an answer: what is open now counts, and
    what was answered, merged or closed after the period."""
    still = Q(state__in=OPEN_STATES) | Q(answered_at__gte=window.end)
    still |= Q(answered_at__isnull=True, closed_at__gte=window.end)
    return needs(window).filter(still, created_at__lt=window.end)


def late_at_end(window: Window) -> NeedQuerySet:
    """Open at the end of the period, and past the promised day by then."""
    return open_at_end(window).filter(promised_on__lt=window.until)


def ratings(window: Window) -> QuerySet[Rating]:
    """What people said of answers in the period."""
    rows = Rating.objects.filter(inside("need__place__path", window), over("created_at", window))
    return rows.select_related("need__place").order_by("need__place__path", "created_at", "pk")


def on_time(need: Need) -> bool:
    """Whether the answer came by the promised day."""
    if need.answered_at is None or need.promised_on is None:
        return False
    return timezone.localdate(need.answered_at) <= need.promised_on


def satisfied(rating: Rating) -> bool:
    """Whether the rater was satisfied, not only in part."""
    return rating.verdict == Rating.Verdict.SATISFIED


def days_to_answer(window: Window) -> Callable[[Need], int]:
    """A function that says how many working days an answer of the period took: the day of raising
    is not counted, that of the answer is. Two queries."""
    first = answered(window).order_by("created_at").values_list("created_at", flat=True).first()
    begin = timezone.localdate(first) if first else window.since
    days = day_table(range(begin.year, window.until.year + 1))
    return lambda need: workdays_between(
        timezone.localdate(need.created_at),
        timezone.localdate(need.answered_at) if need.answered_at else window.last,
        days,
    )


def report_parts(place: Place) -> list[Place]:
    """The places that a report of a place counts one by one: the official villages and communities
    in it, then the place itself for what lies in none of them; a village is one part. An invented
    village is counted only where the report is about itself."""
    if place.level not in (Place.Level.TOWN, Place.Level.DISTRICT, Place.Level.CITY):
        return [place]
    villages = Place.objects.within(place.path).filter(level=Place.Level.VILLAGE)
    return [*villages.counted().filter(in_force()), place]


def apart_from(place: Place, part: Place) -> tuple[str, ...]:
    """The paths that are left out where a place itself is a part of its own report: every village's
    that lies in it, invented ones and ended ones too."""
    if part.pk != place.pk:
        return ()
    inner = Place.objects.within(place.path).filter(level=Place.Level.VILLAGE)
    return tuple(inner.exclude(pk=place.pk).values_list("path", flat=True))
