"""Opening hours: rules and exceptions in, spans of a day and the next opening out. No queries.

Times are minutes of the day, 0 to 1440; nothing runs over midnight. A rule names the days that it
is for by their sort: Monday to Sunday, public holidays, and make-up days (调休: a weekend day on
which people work). A day is of one sort only: New Year's Day is a public holiday, no Thursday.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

DAY_MINUTES = 24 * 60
HOLIDAY, MAKE_UP = 7, 8  # after the weekdays 0 to 6
SORTS = range(9)
WEEKDAYS = frozenset(range(5)) | {MAKE_UP}
EVERY_DAY = frozenset(SORTS)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from minute `start` up to, and not including, minute `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Open from `start` to `end` on days of these sorts, over `[since, until)`."""

    sorts: frozenset[int]
    start: int
    end: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """Everything a listing's hours follow from. An exception with no span is a closed day."""

    rules: Sequence[Rule]
    exceptions: Mapping[date, Sequence[Span]] = field(default_factory=dict)


def sort_of(day: date, days: Mapping[date, bool]) -> int:
    """The sort of a day; `days` maps special dates to whether people work on them."""
    works = days.get(day)
    if works is None:
        return day.weekday()
    if not works:
        return HOLIDAY
    return MAKE_UP if day.weekday() >= 5 else day.weekday()


def spans_of(day: date, week: Week, days: Mapping[date, bool]) -> list[Span]:
    """When it is open on a day: in order, none touching the next."""
    if day in week.exceptions:
        return merged(week.exceptions[day])
    sort = sort_of(day, days)
    return merged(
        Span(rule.start, rule.end)
        for rule in week.rules
        if sort in rule.sorts and in_force(rule, day)
    )


def usual(week: Week, day: date) -> list[list[Span]]:
    """The spans of each sort of day by the rules in force on a day, exceptions left out."""
    return [
        merged(
            Span(rule.start, rule.end)
            for rule in week.rules
            if sort in rule.sorts and in_force(rule, day)
        )
        for sort in SORTS
    ]


def in_force(rule: Rule, day: date) -> bool:
    """Whether a rule is for this day's date, whatever sort of day it is."""
    begun = rule.since is None or rule.since <= day
    return begun and (rule.until is None or day < rule.until)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same minutes as few spans in order; spans that touch become one, empty ones vanish."""
    found: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def apart(spans: Sequence[Span]) -> bool:
    """Whether spans are each forward, within a day, in order and without overlap."""
    inside = all(0 <= span.start < span.end <= DAY_MINUTES for span in spans)
    return inside and all(one.end <= other.start for one, other in pairwise(spans))


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands at a moment.

    `until` is the minute at which it closes, when open now; `later` the minute at which it opens
    again today; `next_day` and `next_start` the first opening on a later day. `was_open` says that
    it has been open earlier today; `known` is False where no hours were ever told.
    """

    known: bool = True
    until: int | None = None
    later: int | None = None
    was_open: bool = False
    next_day: date | None = None
    next_start: int | None = None

    @property
    def open(self) -> bool:
        """Whether it is open now."""
        return self.until is not None


def standing(
    minute: int, today: Sequence[Span], following: tuple[date, int] | None, *, known: bool = True
) -> Standing:
    """How it stands at a minute of a day with these spans, and with the first opening after it."""
    next_day, next_start = following or (None, None)
    return Standing(
        known=known or bool(today) or following is not None,
        until=next((s.end for s in today if s.start <= minute < s.end), None),
        later=min((s.start for s in today if s.start > minute), default=None),
        was_open=any(s.end <= minute for s in today),
        next_day=next_day,
        next_start=next_start,
    )


def next_opening(
    after: date, week: Week, days: Mapping[date, bool], within: int
) -> tuple[date, int] | None:
    """The first opening on the `within` days after a date; None for none."""
    for ahead in range(1, within + 1):
        day = after + timedelta(days=ahead)
        if spans := spans_of(day, week, days):
            return day, spans[0].start
    return None


def minute_of(moment: datetime) -> int:
    """The minute of the day, of a moment in the town's time."""
    return moment.hour * 60 + moment.minute


def mask_of(sorts: Iterable[int]) -> int:
    """Sorts of days as a number to store."""
    return sum(1 << sort for sort in set(sorts))


def sorts_of(mask: int) -> frozenset[int]:
    """The sorts of days that a stored number holds."""
    return frozenset(sort for sort in SORTS if mask >> sort & 1)
