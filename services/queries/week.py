"""The hours of listings as values for the hours engine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from services.hours import Rule, Span, Week, sorts_of, usual
from services.models import HoursException, HoursRule, Listing


def weeks_of(listings: Iterable[Listing]) -> dict[int, Week]:
    """Rules and exceptions of each listing by its key. Two queries."""
    keys = [listing.pk for listing in listings]
    rules: dict[int, list[Rule]] = {key: [] for key in keys}
    for row in HoursRule.objects.filter(listing__in=keys):
        rules[row.listing_id].append(rule_of(row))
    exceptions: dict[int, dict] = {key: {} for key in keys}
    for one in HoursException.objects.filter(listing__in=keys):
        exceptions[one.listing_id][one.day] = spans_of_day(one)
    return {key: Week(rules[key], exceptions[key]) for key in keys}


def with_hours(rows: QuerySet[Listing], today: date) -> QuerySet[Listing]:
    """With the rules and the exceptions from today on, for `week_of`: two queries more."""
    coming = Prefetch("exceptions", HoursException.objects.filter(day__gte=today))
    return rows.prefetch_related("rules", coming)


def week_of(listing: Listing) -> Week:
    """Rules and coming exceptions of a listing read by `with_hours`."""
    days = {one.day: spans_of_day(one) for one in listing.exceptions.all()}
    return Week([rule_of(row) for row in listing.rules.all()], days)


def spans_of_day(row: HoursException) -> list[Span]:
    """The hours of a date that has its own."""
    return [Span(start, end) for start, end in row.spans]


def rule_of(row: HoursRule) -> Rule:
    """A stored rule as a value."""
    return Rule(sorts_of(row.sorts), row.start, row.end, row.since, row.until)


def usual_of(listing: Listing, day: date) -> list[list[Span]]:
    """The spans of each sort of day by the rules in force on a day. Two queries."""
    return usual(weeks_of([listing])[listing.pk], day)
