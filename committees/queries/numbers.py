"""The numbers that rules are applied to, and the rule of each body: read in one place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from committees.counting import Cast, Count, seats_count
from committees.kinds import CONSULTATIVE_KINDS, TAKING_PART
from committees.law import Fact, NotInForce, Numbers, Rule, notice_met, quorum_met
from committees.models import Body, Meeting, Seat
from committees.rules import rule_in_force

Facts = tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Gathering:
    """One body at a meeting: its rule on that day, its numbers, whether it was told in time and
    could open."""

    body: Body
    rule: Rule | None
    numbers: Numbers

    @property
    def quorum(self) -> Fact:
        """Whether it could open; without a rule on file that cannot be established."""
        return quorum_met(self.rule, self.numbers) if self.rule else Fact.UNKNOWN

    @property
    def notice(self) -> Fact:
        """Whether it was told early enough by its own rule; without one, not established."""
        return notice_met(self.rule, self.numbers) if self.rule else Fact.UNKNOWN


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A notice that is too short for a rule: days asked and days given."""

    rule: Rule
    asked: int
    given: int


def decides(body: Body) -> bool:
    """Whether the body has a rule of law to decide by, and does not merely consult."""
    return bool(body.preset) and body.kind not in CONSULTATIVE_KINDS


def binding(meeting: Meeting) -> bool:
    """Whether what is passed is a resolution. What a consultative body agrees is an outcome; so is
    what several bodies agree together, since their votes are not counted apart."""
    return decides(meeting.lead) and meeting.bodies.count() < 2


def day_of(meeting: Meeting) -> date:
    """The legal day of the meeting."""
    return timezone.localdate(meeting.starts_at)


def rule_of(body: Body, on: date) -> Rule | None:
    """The rule of a body that is in force on a day; None where it has none."""
    try:
        return rule_in_force(body.preset, on)
    except NotInForce:
        return None


def notice_days(meeting: Meeting) -> int | None:
    """How many days before the meeting people were told; None where that is not stated."""
    if meeting.notice_at is None:
        return None
    return (day_of(meeting) - timezone.localdate(meeting.notice_at)).days


def notice_rule(bodies: Iterable[Body], on: date, *, with_agenda: bool = False) -> Rule | None:
    """The rule that asks for the longest notice among these bodies, or among those whose rule wants
    the agenda told with it; None where none asks any."""
    rules = [rule for body in bodies if (rule := rule_of(body, on)) and rule.notice_days]
    asking = [rule for rule in rules if rule.agenda_with_notice or not with_agenda]
    return max(asking, key=lambda rule: rule.notice_days or 0, default=None)


def shortfall(
    bodies: Iterable[Body], starts_at: datetime, told: datetime | None
) -> Shortfall | None:
    """What the strictest rule of these bodies asks and what is given, where people are told too
    late; None where they are told in time, no rule asks anything, or it is not stated when."""
    on = timezone.localdate(starts_at)
    rule = notice_rule(bodies, on)
    if rule is None or told is None:
        return None
    asked, given = rule.notice_days or 0, (on - timezone.localdate(told)).days
    return Shortfall(rule, asked, given) if given < asked else None


def short_notice(meeting: Meeting) -> Shortfall | None:
    """By how much the meeting was called too late; see `shortfall`."""
    return shortfall(meeting.bodies.all(), meeting.starts_at, meeting.notice_at)


def agenda_rule(meeting: Meeting) -> Rule | None:
    """The rule by which people hear of the agenda with the notice; None where none asks it."""
    return notice_rule(meeting.bodies.all(), day_of(meeting), with_agenda=True)


def count_of(meeting: Meeting) -> Count:
    """The numbers that are written down."""
    return Count(
        meeting.entitled,
        meeting.present,
        meeting.entitled_households,
        meeting.present_households,
    )


def numbers_of(meeting: Meeting, count: Count, cast: Cast | None = None) -> Numbers:
    """What a judgement is made on: who was there, how it was called, the votes on an item."""
    return Numbers(
        entitled=count.entitled,
        present=count.present,
        entitled_households=count.entitled_households,
        present_households=count.present_households,
        votes_for=cast.votes_for if cast else None,
        votes_against=cast.votes_against if cast else None,
        abstained=cast.abstained if cast else None,
        withdrew=cast.withdrew if cast else 0,
        notice_days=notice_days(meeting),
        notice_excused=bool(meeting.short_notice_because),
    )


def open_seats(meeting: Meeting) -> list[Seat]:
    """The seats of the meeting's bodies that were filled on its day. Where the Party does not lead
    its seats are left out: nobody ticks them."""
    bodies = meeting.bodies.all()
    named = bodies if meeting.lead.is_party else bodies & Body.objects.named()
    return list(Seat.objects.open_on(day_of(meeting)).filter(body__in=named))


def counted(
    meeting: Meeting, came: Collection[int] | None, typed: Count, seats: Iterable[Seat]
) -> Count:
    """The numbers of a whole meeting: of its seats where there are any, as typed for assemblies and
    for Party bodies, whose members are not listed; households are always as typed."""
    found = None if meeting.lead.is_party else seats_count(seats, came)
    if found is None:
        return typed
    return Count(found.entitled, found.present, typed.entitled_households, typed.present_households)


def came_to(meeting: Meeting) -> set[int] | None:
    """The keys of who took part, as written down; None while nobody has."""
    if not meeting.source:
        return None
    there = meeting.attendances.filter(kind__in=TAKING_PART, person__isnull=False)
    return set(there.values_list("person_id", flat=True))


def gatherings(
    meeting: Meeting, count: Count, came: Collection[int] | None = None
) -> list[Gathering]:
    """Each body that meets, the leading one first. One alone has the numbers of the whole meeting;
    of several each has those of its own seats, and one whose people are not listed has none."""
    bodies = sorted(
        meeting.bodies.select_related("organization"), key=lambda b: (b.pk != meeting.lead_id, b.pk)
    )
    day = day_of(meeting)
    if len(bodies) < 2:
        numbers = numbers_of(meeting, count)
        return [Gathering(meeting.lead, rule_of(meeting.lead, day), numbers)]
    seats: dict[int, list[Seat]] = {}
    for seat in open_seats(meeting):
        seats.setdefault(seat.body_id, []).append(seat)
    listed = came_to(meeting) if came is None else came
    return [
        Gathering(body, rule_of(body, day), numbers_of(meeting, own_count(body, seats, listed)))
        for body in bodies
    ]


def facts_of(bodies: Iterable[Gathering]) -> tuple[Facts, Facts]:
    """The quorums and the notices of bodies that meet, for `judge`. One without a rule on file has
    no quorum that could be established, and asks no notice."""
    rows = list(bodies)
    return tuple(one.quorum for one in rows), tuple(one.notice for one in rows if one.rule)


def own_count(body: Body, seats: dict[int, list[Seat]], came: Collection[int] | None) -> Count:
    """The numbers of one of several bodies: of its seats, else only how many members it has."""
    found = None if body.is_party else seats_count(seats.get(body.pk, ()), came)
    return found or Count(body.member_count)
