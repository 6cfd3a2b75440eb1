"""What a rule asks of a body between meetings: how often it meets, who it is made of. Values only.

The village law and the urban law, as revised on 28 October 2025, ask for a meeting in each quarter
(村民代表会议), half-year (居民代表会议) or year; article and source of each stand in its preset. A
period is one of the calendar, and the next meeting is in time until the period after the last one
has ended. 五分之四以上 and 三分之一以上 include the share itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from committees.law import Fact, Rule, Threshold
from foundation.calendar.months import MONTHS, month_from

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Members:
    """Who a body is made of; None is a number that nobody has stated."""

    members: int | None = None
    representatives: int | None = None
    women_representatives: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A condition on who a body is made of that is not met, or that cannot be established: how many
    of whom there are, and how many there must be. `share` is None for a number of members."""

    fact: Fact
    counted: str
    has: int | None
    least: int | None
    share: Threshold | None = None


def composition_faults(rule: Rule, counts: Members) -> list[Fault]:
    """Each condition on the body's composition that is not met, or cannot be established."""
    found = []
    for share in rule.composition:
        reached = share.reached(counts)
        if reached is not True:
            fact = Fact.UNKNOWN if reached is None else Fact.NOT_MET
            has = getattr(counts, share.counted)
            found.append(Fault(fact, share.counted, has, share.least(counts), share))
    if rule.least_members is not None and (counts.members or 0) < rule.least_members:
        fact = Fact.UNKNOWN if counts.members is None else Fact.NOT_MET
        found.append(Fault(fact, "members", counts.members, rule.least_members))
    return found


def due_by(rule: Rule, last: date) -> date | None:
    """The last day on which the next meeting is in time: the end of the period (year, half-year,
    quarter) after the one of the last meeting. None where the rule sets no frequency."""
    if rule.every_months is None:
        return None
    return first_of_period(rule.every_months, last, after=2) - DAY


def late_before(rule: Rule, today: date) -> date | None:
    """The first day of the period before today's: who met last before it is late. None where the
    rule sets no frequency, or did not hold yet on that day."""
    if rule.every_months is None:
        return None
    start = first_of_period(rule.every_months, today, after=-1)
    return start if rule.valid_from <= start else None


def first_of_period(months: int, day: date, *, after: int) -> date:
    """The first day of the period so many after the one in which a day lies."""
    into = (day.year * MONTHS + day.month - 1) % months
    return month_from(day, after * months - into)
