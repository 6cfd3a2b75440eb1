"""The months and quarters that reports are about, and their names. Values in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from foundation.calendar.months import MONTHS, month_from

LENGTH = {"month": 1, "quarter": 3}  # in months


class PeriodKind(TextChoices):
    """How long a report's period is."""

    MONTH = "month", pgettext_lazy("period of a report", "Month")
    QUARTER = "quarter", pgettext_lazy("period of a report", "Quarter")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar month or quarter, `[since, until)`."""

    since: date
    kind: str

    @property
    def until(self) -> date:
        """The first day after."""
        return month_from(self.since, LENGTH[self.kind])

    @property
    def last(self) -> date:
        """The last day inside, as papers show it."""
        return self.until - timedelta(days=1)

    @property
    def before(self) -> Period:
        """The period of the same length before."""
        return Period(month_from(self.since, -LENGTH[self.kind]), self.kind)

    @property
    def code(self) -> str:
        """`2026-10`, or `2026-q3`."""
        if self.kind == PeriodKind.QUARTER:
            return f"{self.since.year}-q{self.number}"
        return f"{self.since:%Y-%m}"

    @property
    def number(self) -> int:
        """Which month or quarter of its year, from 1."""
        return (self.since.month - 1) // LENGTH[self.kind] + 1

    def __str__(self) -> str:
        if self.kind == PeriodKind.QUARTER:
            values = {"year": self.since.year, "number": self.number}
            return _("%(year)s, quarter %(number)s") % values
        return date_format(self.since, "YEAR_MONTH_FORMAT")


def period_of(kind: str, day: date) -> Period:
    """The month or quarter that a day lies in."""
    length = LENGTH[kind]
    return Period(date(day.year, (day.month - 1) // length * length + 1, 1), kind)


def past_periods(kind: str, today: date, most: int) -> list[Period]:
    """The last ones that are over, the newest first."""
    found = [period_of(kind, today).before]
    while len(found) < most:
        found.append(found[-1].before)
    return found


def period_coded(code: str) -> Period | None:
    """The period of a code; None for anything else."""
    year, _dash, rest = code.partition("-")
    kind = "quarter" if rest.startswith("q") else "month"
    number = rest.removeprefix("q")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and 0 < int(year) < date.max.year):
        return None  # the last year of the calendar has no day after it
    if not (number.isascii() and number.isdigit() and len(number) <= 2):
        return None
    length = LENGTH[kind]
    if not 1 <= int(number) <= MONTHS // length:
        return None
    found = Period(date(int(year), (int(number) - 1) * length + 1, 1), kind)
    return found if found.code == code else None
