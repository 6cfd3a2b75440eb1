"""What a venue was said to be worth, as the staff pages show it."""

from __future__ import annotations

from django.utils.formats import date_format

from residents.models import Venue


def valuation_lines(venue: Venue) -> list[str]:
    """A line a valuation: yuan a month, since when, by whom, how. One query."""
    rows = venue.valuations.select_related("organization").order_by("-since")
    return [
        f"{row.monthly_rent:,.2f} · {date_format(row.since, 'DATE_FORMAT')}"
        f" · {row.organization or row.valuer} · {row.method}"
        for row in rows
    ]
