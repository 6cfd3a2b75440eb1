"""The hours of listings as values for the hours engine."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

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
        exceptions[one.listing_id][one.day] = [Span(start, end) for start, end in one.spans]
    return {key: Week(rules[key], exceptions[key]) for key in keys}


def rule_of(row: HoursRule) -> Rule:
    """A stored rule as a value."""
    return Rule(sorts_of(row.sorts), row.start, row.end, row.since, row.until)


def usual_of(listing: Listing, day: date) -> list[list[Span]]:
    """The spans of each sort of day by the rules in force on a day. Two queries."""
    return usual(weeks_of([listing])[listing.pk], day)
