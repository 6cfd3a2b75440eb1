"""Whole months. Values in, values out."""

from __future__ import annotations

from datetime import date

MONTHS = 12


def month_from(day: date, months: int) -> date:
    """The first day of the month so many months after a day's own; before it, if negative."""
    month = day.year * MONTHS + day.month - 1 + months
    return date(month // MONTHS, month % MONTHS + 1, 1)
