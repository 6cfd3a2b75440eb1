"""Counting working days: known dates, and properties against a naive recount."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.calendar.workdays import (
    Deadline,
    add_workdays,
    is_workday,
    workdays_between,
)

# New Year 2026 as announced: 1 to 3 January off, Sunday 4 January worked.
NEW_YEAR = {
    date(2026, 1, 1): False,
    date(2026, 1, 2): False,
    date(2026, 1, 3): False,
    date(2026, 1, 4): True,
}
DAY = timedelta(days=1)

some_days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
tables = st.dictionaries(some_days, st.booleans(), max_size=60)


def test_a_make_up_sunday_counts_and_a_holiday_does_not():
    assert add_workdays(date(2025, 12, 31), 1, NEW_YEAR) == Deadline(date(2026, 1, 4), False)
    assert add_workdays(date(2026, 1, 4), 5, NEW_YEAR) == Deadline(date(2026, 1, 9), False)


def test_without_the_table_the_same_term_ends_otherwise():
    assert add_workdays(date(2025, 12, 31), 1, {}).day == date(2026, 1, 1)


def test_the_start_is_never_counted():
    assert add_workdays(date(2026, 11, 20), 0, NEW_YEAR).day == date(2026, 11, 20)
    assert add_workdays(date(2026, 11, 21), 0, NEW_YEAR) == Deadline(date(2026, 11, 21), False)
    assert add_workdays(date(2026, 11, 21), 1, NEW_YEAR).day == date(2026, 11, 23)


def test_a_term_into_a_year_without_announced_days_is_provisional():
    assert add_workdays(date(2026, 12, 30), 1, NEW_YEAR) == Deadline(date(2026, 12, 31), False)
    assert add_workdays(date(2026, 12, 30), 2, NEW_YEAR) == Deadline(date(2027, 1, 1), True)
    announced = {**NEW_YEAR, date(2027, 1, 1): False}
    assert add_workdays(date(2026, 12, 30), 2, announced) == Deadline(date(2027, 1, 4), False)


def test_a_term_that_leaves_an_unannounced_year_is_provisional_still():
    late = {date(2028, 1, 3): False}
    assert add_workdays(date(2027, 12, 30), 2, late).provisional


@pytest.mark.parametrize("n", [-1, 2001, 10**9])
def test_absurd_terms_are_refused(n):
    with pytest.raises(ValueError, match="working days"):
        add_workdays(date(2026, 1, 1), n, NEW_YEAR)


@given(some_days, st.integers(0, 300), tables)
def test_a_term_against_a_naive_recount(start, n, days):
    end = add_workdays(start, n, days).day
    after = [start + DAY * i for i in range(1, (end - start).days + 1)]
    assert sum(1 for day in after if is_workday(day, days)) == n
    assert n == 0 or is_workday(end, days)


@given(some_days, some_days, tables)
def test_days_between_against_a_naive_recount(start, end, days):
    naive = 0
    day = start + DAY
    while day <= end:
        naive += days[day] if day in days else day.isoweekday() not in (6, 7)
        day += DAY
    assert workdays_between(start, end, days) == naive


@given(some_days, st.integers(0, 300), tables)
def test_the_two_are_each_others_inverse(start, n, days):
    assert workdays_between(start, add_workdays(start, n, days).day, days) == n


@given(some_days, st.integers(1, 300), tables)
def test_provisional_exactly_when_an_unknown_year_is_counted(start, n, days):
    deadline = add_workdays(start, n, days)
    counted = {(start + DAY * i).year for i in range(1, (deadline.day - start).days + 1)}
    assert deadline.provisional == bool(counted - {day.year for day in days})


def test_it_needs_no_django():
    code = (
        "import sys, datetime\n"
        "from foundation.calendar.workdays import add_workdays\n"
        "assert add_workdays(datetime.date(2026, 11, 20), 1, {}).day.day == 23\n"
        "assert 'django' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
