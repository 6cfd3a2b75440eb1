"""Opening hours as schedules of HSDS: what RFC 5545 can say as a rule, the rest in words.

A rule of ours is for sorts of days. HSDS knows weekdays but neither public holidays nor make-up
working days, so each schedule says in words whether it is for these. A date with hours of its own
is a schedule of that one day; a date that is closed has none, and is told by `exceptions_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from gaoqiao.hsds.ids import part
from services.hours import DAY_MINUTES, HOLIDAY, MAKE_UP, Rule, Span, Week
from services.hours_words import SORT_NAMES, days_words, runs, span_words, spans_words

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def schedules(service: UUID, week: Week, now: datetime) -> list[dict[str, Any]]:
    """The hours of a service from today on, in the time zone of `now`."""
    today, offset = now.date(), now.utcoffset() or timedelta()
    rules = {
        rule: by_rule(service, rule, offset)
        for rule in week.rules
        if rule.until is None or rule.until > today
    }
    dates = [
        by_date(service, day, span, offset)
        for day, spans in sorted(week.exceptions.items())
        if day >= today
        for span in spans
    ]
    return [*rules.values(), *dates]


def by_rule(service: UUID, rule: Rule, offset: timedelta) -> dict[str, Any]:
    """The schedule of a rule. One for public holidays or make-up days only does not recur."""
    days = [day for day in range(7) if day in rule.sorts]
    named = f"{sorted(rule.sorts)} {rule.start} {rule.end} {rule.since} {rule.until}"
    schedule = {"id": part(service, f"hours {named}"), "service_id": str(service)}
    if rule.since:
        schedule["valid_from"] = rule.since.isoformat()
    if rule.until:
        schedule["valid_to"] = (rule.until - timedelta(days=1)).isoformat()
    if days:
        weekly = {"wkst": "MO", "freq": "WEEKLY", "byday": ",".join(DAYS[day] for day in days)}
        schedule |= weekly
    return schedule | clock(Span(rule.start, rule.end), offset) | {"description": rule_words(rule)}


def by_date(service: UUID, day: date, span: Span, offset: timedelta) -> dict[str, Any]:
    """The schedule of a date that has hours of its own."""
    return {
        "id": part(service, f"day {day} {span.start} {span.end}"),
        "service_id": str(service),
        **{name: day.isoformat() for name in ("valid_from", "valid_to", "dtstart")},
        **{"freq": "WEEKLY", "byday": DAYS[day.weekday()], "count": 1},
        **clock(span, offset),
        "description": _("On this day, instead of the usual hours"),
    }


def clock(span: Span, offset: timedelta) -> dict[str, Any]:
    """When it opens and closes, with the distance from UTC; midnight is 00:00 of the day after."""
    hours, rest = divmod(int(offset.total_seconds()) // 60, 60)
    zone = f"{hours:+03d}:{rest:02d}"
    times = [
        f"{minute // 60:02d}:{minute % 60:02d}:00{zone}"
        for minute in (span.start, span.end % DAY_MINUTES)
    ]
    distance = offset / timedelta(hours=1)
    return {
        "timezone": int(distance) if distance.is_integer() else distance,
        "opens_at": times[0],
        "closes_at": times[1],
    }


def rule_words(rule: Rule) -> str:
    """`Mon to Fri, Make-up working days 9:00–17:00, not on public holidays`."""
    spans = [[Span(rule.start, rule.end)] if day in rule.sorts else [] for day in range(HOLIDAY)]
    names = [days_words(first, last) for first, last in runs(spans) if spans[first]]
    names += [str(SORT_NAMES[sort]) for sort in (HOLIDAY, MAKE_UP) if sort in rule.sorts]
    words = f"{_(', ').join(names)} {span_words(Span(rule.start, rule.end))}"
    if HOLIDAY in rule.sorts or not any(spans):
        return words
    return _(", ").join([words, _("not on public holidays")])


def exceptions_words(
    exceptions: Mapping[date, Sequence[Span]], reasons: Mapping[date, str]
) -> Iterable[str]:
    """A sentence for each date with hours of its own, closed ones above all."""
    for day in sorted(exceptions):
        told = f"{day.isoformat()} {spans_words(exceptions[day])}"
        reason = reasons.get(day, "")
        yield f"{told}{_(': ')}{reason}" if reason else told
