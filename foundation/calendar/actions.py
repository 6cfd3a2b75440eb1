"""Writing the calendar: seeded from a library, corrected by staff.

Who of the staff may is asked by the storey that knows their posts; a visitor never may.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import chinese_calendar
from chinese_calendar import constants
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from foundation.actor import Actor, ActorKind
from foundation.calendar.models import Holiday
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require

SOURCE = "chinesecalendar 1.11.0"
NAME_LENGTH = 40

# The library's names, so that the catalogue holds them.
NAMES = [
    gettext_noop("New Year's Day"),
    gettext_noop("Spring Festival"),
    gettext_noop("Tomb-sweeping Day"),
    gettext_noop("Labour Day"),
    gettext_noop("Dragon Boat Festival"),
    gettext_noop("National Day"),
    gettext_noop("Mid-autumn Festival"),
    gettext_noop("Anti-Fascist 70th Day"),
]


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many days were added, and the years that the library does not know."""

    added: int
    unpublished: tuple[int, ...]


def published_days(year: int) -> dict[date, tuple[bool, str]]:
    """Each special day of a year: whether people work then, and why.

    Raises NotImplementedError for a year that the library does not know.
    """
    chinese_calendar.is_workday(date(year, 1, 1))
    both = [(constants.holidays, False), (constants.workdays, True)]
    return {
        day: (works, name)
        for table, works in both
        for day, name in table.items()
        if day.year == year
    }


@action("holidays.seed")
def seed_holidays(*, by: Actor, years: Iterable[int]) -> Seeded:
    """Add the public holidays and make-up days of the given years from the library.

    Days that stand already are left as they are: staff may have corrected them. A year that the
    library does not know gets no row, so that everything counted in it stays provisional (暂定).
    """
    may_write(by)
    added, unpublished = 0, []
    for year in sorted(set(years)):
        try:
            days = published_days(year)
        except NotImplementedError:
            unpublished.append(year)
            continue
        added += add_days(by, year, days)
    return Seeded(added, tuple(unpublished))


def add_days(by: Actor, year: int, days: dict[date, tuple[bool, str]]) -> int:
    """Add the days of one year that do not stand yet, with one Entry for the year."""
    standing = set(Holiday.objects.filter(day__in=days).values_list("day", flat=True))
    new = [
        Holiday(day=day, is_workday=works, name=name, source=SOURCE)
        for day, (works, name) in sorted(days.items())
        if day not in standing
    ]
    Holiday.objects.bulk_create(new)
    if new:
        record.note(by, "holidays.seeded", new[0], values={"year": year, "days": len(new)})
    return len(new)


@action("holidays.set")
def set_day(*, by: Actor, day: date, is_workday: bool, name: str, source: str = "") -> Holiday:
    """Say of one date whether people work then, and why: new, or instead of what stands.

    The announcement goes into `source`. Promises made earlier keep their date.
    """
    may_write(by)
    shown = name.replace("\x00", "").strip()
    if not shown or len(shown) > NAME_LENGTH:
        raise Refused(
            _("Give the day a name of at most %(n)s characters.") % {"n": NAME_LENGTH}, "name"
        )
    old = Holiday.objects.filter(day=day).values_list("is_workday", flat=True).first()
    row, _made = Holiday.objects.update_or_create(
        day=day, defaults={"is_workday": is_workday, "name": shown, "source": source[:120]}
    )
    record.note(by, "holiday.set", row, values={"is_workday": (old, is_workday)})
    return row


def may_write(by: Actor) -> None:
    """Staff and the clock; never a visitor."""
    require(by.kind != ActorKind.VISITOR, _("Only staff may change the calendar."))
