"""Opening hours in words, and words as opening hours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from services.hours import DAY_MINUTES, HOLIDAY, Span, Standing, apart

SORT_NAMES = (
    pgettext_lazy("short weekday", "Mon"),
    pgettext_lazy("short weekday", "Tue"),
    pgettext_lazy("short weekday", "Wed"),
    pgettext_lazy("short weekday", "Thu"),
    pgettext_lazy("short weekday", "Fri"),
    pgettext_lazy("short weekday", "Sat"),
    pgettext_lazy("short weekday", "Sun"),
    gettext_lazy("Public holidays"),
    gettext_lazy("Make-up working days"),
)
PAIR = re.compile(r"(\d{1,2})(?::(\d{1,2}))?-(\d{1,2})(?::(\d{1,2}))?")
DASHES = re.compile(r"\s*(?:-|–|—|~|\u81f3|\u5230)\s*")  # the last two are "to" in Chinese
BETWEEN = re.compile(r"[\s,;\u3001]+")


def clock(minute: int) -> str:
    """A minute of the day as people write it: 9:00, 15:30, 24:00."""
    return f"{minute // 60}:{minute % 60:02d}"


def span_words(span: Span) -> str:
    """`10:30–12:30`."""
    return f"{clock(span.start)}–{clock(span.end)}"


def spans_words(spans: Iterable[Span]) -> str:
    """The spans of a day beside each other; "Closed" for none."""
    return _(", ").join(span_words(span) for span in spans) or _("Closed that day")


def day_words(day: date, today: date) -> str:
    """Tomorrow, a weekday of the coming six days, or a date."""
    ahead = (day - today).days
    if ahead == 1:
        return _("tomorrow")
    if 1 < ahead < 7:
        return str(SORT_NAMES[day.weekday()])
    return date_format(day, "MONTH_DAY_FORMAT")


def standing_words(at: Standing, today: date) -> str:
    """How it stands, in one phrase."""
    if not at.known:
        return _("Ask by telephone for the hours")
    if at.until is not None:
        return _("Open now · until %(until)s today") % {"until": clock(at.until)}
    if at.later is not None:
        return _("Opens today at %(at)s") % {"at": clock(at.later)}
    begin = _("Closed for today") if at.was_open else _("Not open today")
    if at.next_day is None or at.next_start is None:
        return begin
    when = {"day": day_words(at.next_day, today), "at": clock(at.next_start)}
    return f"{begin} · " + _("opens %(day)s at %(at)s") % when


def usual_words(by_sort: Sequence[Sequence[Span]]) -> list[tuple[str, str]]:
    """Days and hours of a usual week, neighbours with the same hours in one line.

    `by_sort` has the spans of each sort of day; days without hours are left out, but public
    holidays are said where they differ from Sunday.
    """
    lines: list[tuple[str, str]] = []
    for first, last in runs(by_sort[:HOLIDAY]):
        if by_sort[first]:
            lines.append((days_words(first, last), spans_words(by_sort[first])))
    if lines and list(by_sort[HOLIDAY]) != list(by_sort[HOLIDAY - 1]):
        lines.append((str(SORT_NAMES[HOLIDAY]), spans_words(by_sort[HOLIDAY])))
    return lines


def runs(weekdays: Sequence[Sequence[Span]]) -> list[tuple[int, int]]:
    """First and last of neighbouring days that have the same hours."""
    found: list[tuple[int, int]] = []
    for day, spans in enumerate(weekdays):
        if found and list(weekdays[found[-1][1]]) == list(spans):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def days_words(first: int, last: int) -> str:
    """`Monday`, or `Monday to Saturday`, or every day."""
    if (first, last) == (0, 6):
        return _("Every day")
    if first == last:
        return str(SORT_NAMES[first])
    return _("%(first)s to %(last)s") % {"first": SORT_NAMES[first], "last": SORT_NAMES[last]}


def week_of(today: date) -> list[date]:
    """Today and the six days after it."""
    return [today + timedelta(days=ahead) for ahead in range(7)]


def read_spans(typed: str) -> list[Span]:
    """`10:30-12:30 16:30-18:00` as spans; full-width signs and 至 are forgiven, nothing is closed.

    Raises ValueError for what is no time, runs backwards or overlaps.
    """
    plain = DASHES.sub("-", unicodedata.normalize("NFKC", typed)).strip()
    spans = [read_span(part) for part in BETWEEN.split(plain) if part]
    if not apart(spans):
        raise ValueError("spans overlap or run backwards")
    return spans


def read_span(part: str) -> Span:
    """One pair of times."""
    found = PAIR.fullmatch(part)
    if found is None:
        raise ValueError("no pair of times")
    hours, minutes, end_hours, end_minutes = (int(group or 0) for group in found.groups())
    if minutes > 59 or end_minutes > 59:
        raise ValueError("no such minute")
    span = Span(hours * 60 + minutes, end_hours * 60 + end_minutes)
    if span.end > DAY_MINUTES:
        raise ValueError("after midnight")
    return span
