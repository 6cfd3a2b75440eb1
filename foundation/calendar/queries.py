"""The calendar as pages need it: one query, then pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import DateField, QuerySet

from foundation.calendar.models import Holiday
from foundation.calendar.workdays import Deadline, add_workdays
from foundation.prepared import Later, Prepared

WORKDAYS_A_YEAR = 200  # fewer than any year has, so that enough years are always read


def day_table(years: Iterable[int]) -> dict[date, bool]:
    """What the special days are, from the first of the given years to the last: date -> whether
    people work then. One query.

    About 35 rows a year. It is deliberately not cached between requests: when staff correct a
    day, the next promise made by any worker process has to know it. A page fetches the table
    once and hands it to the functions of `workdays`.
    """
    asked = [*years]
    if not asked:
        return {}
    return dict(SPECIAL.rows(first=date(min(asked), 1, 1), last=date(max(asked), 12, 31)))


SPECIAL = Prepared(
    lambda: (
        Holiday.objects.filter(
            day__gte=Later("first", DateField()), day__lte=Later("last", DateField())
        )
        .order_by()
        .values_list("day", "is_workday")
    )
)


def years_for(start: date, workdays: int) -> range:
    """The years that a term of so many working days can touch."""
    return range(start.year, start.year + 2 + workdays // WORKDAYS_A_YEAR)


def table_for(start: date, workdays: int) -> dict[date, bool]:
    """The day table that is enough for counting so many working days from `start`. One query."""
    return day_table(years_for(start, workdays))


def promised_date(start: date, workdays: int) -> Deadline:
    """The date promised on `start` for a term of so many working days. One query.

    Raises ValueError for a term below 0 or above 2000 working days.
    """
    return add_workdays(start, workdays, table_for(start, workdays))


def announced(year: int) -> bool:
    """Whether the public holidays of a year are known. One query."""
    return Holiday.objects.filter(day__year=year).exists()


def special_days() -> QuerySet[Holiday]:
    """Every day that differs from the week."""
    return Holiday.objects.all()
