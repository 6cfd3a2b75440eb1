"""The hours engine against a naive recount, minute by minute."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.hours import (
    DAY_MINUTES,
    EVERY_DAY,
    HOLIDAY,
    MAKE_UP,
    WEEKDAYS,
    Rule,
    Span,
    Week,
    apart,
    mask_of,
    merged,
    next_opening,
    sort_of,
    sorts_of,
    spans_of,
    standing,
)

MONDAY = date(2026, 11, 23)
DAYS = st.dates(date(2026, 9, 21), date(2026, 10, 11))  # few, so that rules and days meet


@st.composite
def spans(draw):
    start = draw(st.integers(0, DAY_MINUTES - 1))
    return Span(start, draw(st.integers(start + 1, DAY_MINUTES)))


@st.composite
def rules(draw):
    span = draw(spans())
    since, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    sorts = draw(st.frozensets(st.sampled_from(range(9)), min_size=1))
    return Rule(sorts, span.start, span.end, since, until)


weeks = st.builds(
    Week,
    st.lists(rules(), max_size=5),
    st.dictionaries(DAYS, st.lists(spans(), max_size=3), max_size=5),
)
calendars = st.dictionaries(DAYS, st.booleans(), max_size=20)


def open_minutes(day, week, days):
    """Every minute that some rule, or the day's exception, says is open."""
    if day in week.exceptions:
        found = week.exceptions[day]
    elif day in days and not days[day]:
        found = [r for r in week.rules if 7 in r.sorts]
    elif day in days and day.isoweekday() > 5:
        found = [r for r in week.rules if 8 in r.sorts]
    else:
        found = [r for r in week.rules if day.isoweekday() - 1 in r.sorts]
    if day not in week.exceptions:
        found = [r for r in found if (not r.since or day >= r.since)]
        found = [r for r in found if (not r.until or day < r.until)]
    return {minute for one in found for minute in range(one.start, one.end)}


@settings(max_examples=150)
@given(DAYS, weeks, calendars)
def test_spans_hold_exactly_the_open_minutes(day, week, days):
    found = spans_of(day, week, days)
    assert {m for span in found for m in range(span.start, span.end)} == open_minutes(
        day, week, days
    )
    assert apart(found)
    assert all(one.end < other.start for one, other in zip(found, found[1:], strict=False))


@settings(max_examples=100)
@given(st.lists(spans(), max_size=4), st.integers(0, DAY_MINUTES - 1))
def test_open_now_and_later_agree_with_the_minutes(some, minute):
    today = merged(some)
    minutes = {m for span in some for m in range(span.start, span.end)}
    at = standing(minute, today, None)
    assert at.open == (minute in minutes)
    if at.open:
        assert at.until not in minutes
        assert set(range(minute, at.until)) <= minutes
    begins = {m for m in minutes if m > minute and m - 1 not in minutes}
    assert at.later == min(begins, default=None)
    assert at.was_open == any(m + 1 not in minutes and m < minute for m in minutes)


@settings(max_examples=100)
@given(DAYS, weeks, calendars)
def test_the_next_opening_is_the_first_open_minute_after_today(day, week, days):
    found = next_opening(day, week, days, 30)
    coming = [day + timedelta(days=ahead) for ahead in range(1, 31)]
    naive = next(((d, min(m)) for d in coming if (m := open_minutes(d, week, days))), None)
    assert found == naive


@given(st.frozensets(st.sampled_from(range(9))))
def test_sorts_are_stored_as_a_number(sorts):
    assert sorts_of(mask_of(sorts)) == sorts


@pytest.mark.parametrize(
    ("day", "works", "sort"),
    [
        (MONDAY, None, 0),
        (MONDAY, False, HOLIDAY),
        (date(2026, 11, 28), None, 5),
        (date(2026, 11, 28), True, MAKE_UP),
        (date(2026, 11, 28), False, HOLIDAY),
        (MONDAY, True, 0),
    ],
)
def test_a_day_is_of_one_sort(day, works, sort):
    assert sort_of(day, {} if works is None else {day: works}) == sort


def test_a_window_keeps_make_up_days_and_rests_on_holidays():
    week = Week([Rule(WEEKDAYS, 510, 690), Rule(WEEKDAYS, 810, 1020)])
    saturday = date(2026, 11, 28)
    assert spans_of(saturday, week, {}) == []
    assert spans_of(saturday, week, {saturday: True}) == [Span(510, 690), Span(810, 1020)]
    assert spans_of(MONDAY, week, {MONDAY: False}) == []


def test_an_exception_replaces_the_day():
    week = Week([Rule(EVERY_DAY, 480, 1080)], {MONDAY: [], MONDAY + timedelta(1): [Span(600, 660)]})
    assert spans_of(MONDAY, week, {}) == []
    assert spans_of(MONDAY + timedelta(1), week, {}) == [Span(600, 660)]
    assert spans_of(MONDAY + timedelta(2), week, {}) == [Span(480, 1080)]
