"""Opening hours as schedules: on every day that is no public holiday or make-up day they say what
our own hours say; of those two sorts of days they say it in words."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.utils import translation

from gaoqiao.hsds.schedules import exceptions_words, schedules
from services.hours import EVERY_DAY, HOLIDAY, MAKE_UP, Rule, Span, Week, spans_of

SERVICE = UUID("33847f0b-2571-4a1f-b719-a8fa3e213983")
NOW = datetime(2026, 11, 23, 10, tzinfo=timezone(timedelta(hours=8)))
TODAY = NOW.date()
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORK = frozenset(range(5))


def open_on(day, found):
    """When it is open on a day, as a reader of RFC 5545 takes the schedules."""
    once = [one for one in found if one.get("count") == 1 and one["dtstart"] == day.isoformat()]
    weekly = [
        one
        for one in found
        if "count" not in one
        and DAYS[day.weekday()] in one.get("byday", "").split(",")
        and one.get("valid_from", "") <= day.isoformat() <= one.get("valid_to", "9999")
    ]
    return sorted((one["opens_at"], one["closes_at"]) for one in once or weekly)


def clock(minute):
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}:00+08:00"


@pytest.mark.parametrize(
    "week",
    [
        Week([Rule(WORK | {MAKE_UP}, 510, 690), Rule(WORK | {MAKE_UP}, 810, 1020)]),
        Week([Rule(EVERY_DAY, 0, 1440)]),
        Week([Rule(frozenset({5, 6, HOLIDAY}), 540, 600), Rule(frozenset({2}), 1080, 1230)]),
        Week(
            [
                Rule(EVERY_DAY, 480, 600, until=TODAY + timedelta(days=40)),
                Rule(WORK, 540, 660, since=TODAY + timedelta(days=40)),
                Rule(EVERY_DAY, 60, 120, until=TODAY),  # over
            ],
            {TODAY + timedelta(days=3): [Span(600, 660), Span(720, 1440)]},
        ),
        Week([]),
    ],
    ids=["offices", "always", "weekend", "changing", "none"],
)
def test_schedules_say_what_our_hours_say(week):
    found = schedules(SERVICE, week, NOW)
    for ahead in range(100):
        day = TODAY + timedelta(days=ahead)
        ours = [(clock(span.start), clock(span.end)) for span in spans_of(day, week, {})]
        assert open_on(day, found) == ours, day
    assert len({one["id"] for one in found}) == len(found)


def words(*sorts):
    with translation.override("en"):
        return schedules(SERVICE, Week([Rule(frozenset(sorts), 540, 1020)]), NOW)[0]


def test_public_holidays_and_make_up_days_are_said_in_words():
    assert words(*WORK)["description"] == "Mon to Fri 9:00–17:00, not on public holidays"
    assert words(*WORK, HOLIDAY)["description"] == "Mon to Fri, Public holidays 9:00–17:00"
    told = words(1, 3, MAKE_UP)
    assert (
        told["description"] == "Tue, Thu, Make-up working days 9:00–17:00, not on public holidays"
    )
    assert told["byday"] == "TU,TH"
    only = words(HOLIDAY)
    assert only["description"] == "Public holidays 9:00–17:00"
    assert not {"freq", "byday", "wkst"} & only.keys(), "no weekday of its own"


def test_an_id_stays_as_long_as_the_hours_do():
    first, again = (words(*WORK)["id"] for _ in range(2))
    assert first == again
    assert first != words(*WORK, 5)["id"]


def test_times_carry_the_distance_of_the_town_from_utc():
    week = Week([Rule(WORK, 540, 1440)])
    for offset, zone, number in ((8, "+08:00", 8), (5.5, "+05:30", 5.5), (-3, "-03:00", -3)):
        at = NOW.astimezone(timezone(timedelta(hours=offset)))
        (one,) = schedules(SERVICE, week, at)
        assert (one["opens_at"], one["closes_at"]) == (f"09:00:00{zone}", f"00:00:00{zone}")
        assert one["timezone"] == number
    (one,) = schedules(SERVICE, week, NOW.astimezone(UTC))
    assert one["opens_at"] == "09:00:00+00:00"


def test_days_with_hours_of_their_own_are_told_with_their_reason():
    closed, open_ = date(2026, 12, 1), date(2026, 12, 2)
    days = {open_: [Span(540, 660)], closed: []}
    with translation.override("en"):
        told = list(exceptions_words(days, {closed: "停电"}))
    assert told == ["2026-12-01 Closed that day: 停电", "2026-12-02 9:00–11:00"]
