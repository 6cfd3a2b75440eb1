"""What departments were asked, with both clocks in working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from foundation.calendar.queries import day_table
from foundation.calendar.workdays import workdays_between
from residents.access.needs import readable_words, visible_needs
from residents.bilingual import named
from residents.models import Need, Referral


@dataclass(frozen=True)
class Sent:
    """A referral as pages show it: how long it waited, how long it was worked on, how late it is.

    Working days; `worked` is None until it is taken up.
    """

    referral: Referral
    department: str
    open: bool
    waited: int
    worked: int | None
    late: int
    past: bool

    @property
    def taken_same_day(self) -> bool:
        """Whether it was taken up on the day on which it was sent."""
        return same_day(self.referral.asked_at, self.referral.taken_at)

    @property
    def answered_same_day(self) -> bool:
        """Whether it was answered on the day on which it was taken up."""
        return same_day(self.referral.taken_at, self.referral.answered_at)


def same_day(start: datetime | None, end: datetime | None) -> bool:
    """Whether two moments, both there, lie on one day."""
    return bool(start and end) and timezone.localdate(start) == timezone.localdate(end)


def sent_of(need: Need, today: date | None = None, *, only_open: bool = False) -> list[Sent]:
    """The need's referrals, the newest first: two queries at most, one where there are none."""
    rows = need.referrals.select_related("department", "post")
    if only_open:
        rows = rows.filter(state__in=Referral.OPEN_STATES)
    return clocked(list(rows), today or timezone.localdate())


def clocked(rows: list[Referral], today: date) -> list[Sent]:
    """The referrals with their clocks; one query, and none for no referral."""
    if not rows:
        return []
    first = min(timezone.localdate(row.asked_at) for row in rows)
    table = day_table(range(first.year, today.year + 1))

    def between(start: datetime, end: datetime | None) -> int:
        last = timezone.localdate(end) if end else today
        return workdays_between(timezone.localdate(start), last, table)

    return [
        Sent(
            referral=row,
            department=named(row.department),
            open=row.state in Referral.OPEN_STATES,
            waited=between(row.asked_at, row.taken_at or stopped(row)),
            worked=between(row.taken_at, stopped(row)) if row.taken_at else None,
            late=late_of(row, today, table),
            past=ended_day(row, today) > row.due_on,
        )
        for row in rows
    ]


def stopped(row: Referral) -> datetime | None:
    """When its clocks stopped, by an answer or without one; None while it is open."""
    return row.answered_at or row.ended_at


def ended_day(row: Referral, today: date) -> date:
    """The day on which its clocks stopped; today while it is open."""
    end = stopped(row)
    return timezone.localdate(end) if end else today


def late_of(row: Referral, today: date, table: Any) -> int:
    """By how many working days it is, or was, past its day."""
    day = ended_day(row, today)
    return workdays_between(row.due_on, day, table) if day > row.due_on else 0


def with_what_is_shown(rows: QuerySet[Referral], user: Any) -> QuerySet[Referral]:
    """The referrals with `need_shown` and `words_shown`: whether the user may see the need now, and
    read what the reporter wrote. A department that has answered keeps what it was asked."""
    need = OuterRef("need")
    return rows.annotate(
        need_shown=Exists(visible_needs(user).filter(pk=need)),
        words_shown=Exists(readable_words(user).filter(pk=need)),
    )
