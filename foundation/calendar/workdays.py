"""Working days: the week, public holidays and make-up days (调休). Values in, values out.

`days` always maps a date that differs from the week, or is a named holiday, to whether it is a
working day. A year is announced once any of its dates stands there; days counted in a year that
is not are provisional (暂定): the State Council announces each year's days late in the year before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
MOST = 2000  # working days: about eight years, more than any term in the portal's rules


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term, and whether a year not yet announced was counted through."""

    day: date
    provisional: bool


def is_workday(day: date, days: Mapping[date, bool]) -> bool:
    """Whether people work that day: what `days` says of it, else Monday to Friday."""
    return days.get(day, day.weekday() < 5)


def announced_years(days: Mapping[date, bool]) -> frozenset[int]:
    """The years whose public holidays are known."""
    return frozenset(day.year for day in days)


def add_workdays(start: date, n: int, days: Mapping[date, bool]) -> Deadline:
    """The n-th working day after `start`; the start itself is never counted (Civil Code art. 201).

    For n = 0 it is `start`, whatever day that is. Raises ValueError for n below 0 or above 2000.
    """
    if not 0 <= n <= MOST:
        raise ValueError(f"a term has 0 to {MOST} working days, not {n}")
    day, left = start, n
    while left:
        day += DAY
        left -= is_workday(day, days)
    return Deadline(day, is_provisional(start, day, days))


def is_provisional(start: date, end: date, days: Mapping[date, bool]) -> bool:
    """Whether any day after `start`, up to `end`, lies in a year without announced days."""
    if end <= start:
        return False
    years = range((start + DAY).year, end.year + 1)
    return not announced_years(days).issuperset(years)


def workdays_between(start: date, end: date, days: Mapping[date, bool]) -> int:
    """The number of working days after `start`, up to and including `end`; 0 when end <= start.

    So `workdays_between(start, add_workdays(start, n, days).day, days) == n`, and for a promised
    day and today it is the number of working days by which a promise is late.
    """
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, 7)
    by_week = weeks * 5 + sum((end - DAY * i).weekday() < 5 for i in range(rest))
    changed = (works - (day.weekday() < 5) for day, works in days.items() if start < day <= end)
    return by_week + sum(changed)
