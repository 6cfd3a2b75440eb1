"""Months after and before a day's own, against a count of days."""

from datetime import date, timedelta

import pytest

from foundation.calendar.months import month_from


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 1), date(2026, 12, 31)])
def test_each_month_follows_the_one_before(day):
    month = day.replace(day=1)
    assert month_from(day, 0) == month
    for months in range(1, 30):
        month = (month + timedelta(days=31)).replace(day=1)
        assert month_from(day, months) == month
        assert month_from(month, -months) == day.replace(day=1)
