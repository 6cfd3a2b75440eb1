"""Dates and sums are written in one way on the pages of a language."""

from datetime import date, time

import pytest
from django.utils.formats import date_format, number_format, time_format
from django.utils.translation import override

DAY = date(2026, 5, 9)


@pytest.mark.parametrize(
    ("language", "kind", "words"),
    [
        ("en", "DATE_FORMAT", "May 9, 2026"),
        ("en", "SHORT_DATE_FORMAT", "May 9, 2026"),
        ("en", "MONTH_DAY_FORMAT", "May 9"),
        ("zh-hans", "DATE_FORMAT", "2026年5月9日"),
        ("zh-hans", "MONTH_DAY_FORMAT", "5月9日"),
    ],
)
def test_a_day(language, kind, words):
    with override(language):
        assert date_format(DAY, kind) == words


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_month_in_full_the_clock_of_24_hours_and_sums_by_thousands(language):
    with override(language):
        assert "Nov." not in date_format(date(2026, 11, 9))
        assert time_format(time(18, 5), "TIME_FORMAT") == "18:05"
        assert number_format(1234567, 0, force_grouping=True) == "1,234,567"
