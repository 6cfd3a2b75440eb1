"""Days, weeks, months and quarters as exact positions in time. Values in, values out.

All periods are `[since, until)`. A position is a fraction, so that lengths add up without error.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from foundation.calendar.months import MONTHS, month_from
from services.terms import Per

IN_QUARTER = 3
GRACE = timedelta(days=3)  # after a quarter's end, before the clock closes it
LONGEST_YEARS = 20  # of a lease; see `longest_until`
SHOWN_FIRST = timedelta(days=7)  # how long a partner has a statement before it is public


class Span(NamedTuple):
    """`[since, until)`."""

    since: date
    until: date

    @property
    def last(self) -> date:
        """The last day inside, as pages show it."""
        return self.until - timedelta(days=1)


def longest_until(since: date) -> date:
    """The first day after the twenty years that a lease may last, or what renews it.

    《中华人民共和国民法典》第七百零五条（2021-01-01 起施行）：租赁期限不得超过二十年。
    超过二十年的，超过部分无效。租赁期限届满，当事人可以续订租赁合同；
    但是，约定的租赁期限自续订之日起不得超过二十年。
    No day after the calendar: the last one there is.
    """
    if since.year >= date.max.year - LONGEST_YEARS:
        return date.max
    return month_from(since, LONGEST_YEARS * MONTHS) + timedelta(days=since.day - 1)


def month_of(day: date) -> Span:
    """The calendar month that a day lies in."""
    since = day.replace(day=1)
    return Span(since, month_from(since, 1))


def quarter_of(day: date) -> Span:
    """The calendar quarter that a day lies in."""
    since = date(day.year, (day.month - 1) // IN_QUARTER * IN_QUARTER + 1, 1)
    return Span(since, month_from(since, IN_QUARTER))


def quarter_code(since: date) -> str:
    """`26Q3`, by the first day of the quarter."""
    return f"{since.year % 100:02}Q{(since.month - 1) // IN_QUARTER + 1}"


def months_in(since: date, until: date) -> Iterator[Span]:
    """The months of a period, the first and the last cut to it."""
    while since < until:
        following = min(month_of(since).until, until)
        yield Span(since, following)
        since = following


def quarters_in(since: date, until: date) -> Iterator[Span]:
    """The whole quarters that a period touches."""
    while since < until:
        quarter = quarter_of(since)
        yield quarter
        since = quarter.until


def clipped(since: date, until: date | None, within: Span) -> Span:
    """The part of a period inside another; `since == until` where they do not meet."""
    first = max(since, within.since)
    after = within.until if until is None else min(until, within.until)
    return Span(first, max(first, after))


def position(day: date, per: str) -> Fraction:
    """Where a day begins, counted in days, weeks, months or quarters."""
    if per == Per.DAY:
        return Fraction(day.toordinal())
    if per == Per.WEEK:
        return Fraction(day.toordinal(), 7)
    if per == Per.MONTH:
        length = monthrange(day.year, day.month)[1]
        return day.year * MONTHS + day.month + Fraction(day.day - 1, length)
    quarter = quarter_of(day)
    passed = Fraction((day - quarter.since).days, (quarter.until - quarter.since).days)
    return day.year * 4 + (quarter.since.month - 1) // IN_QUARTER + passed
