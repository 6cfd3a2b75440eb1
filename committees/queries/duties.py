"""How often bodies must meet and who they must be made of, held against what is on file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from committees.access.bodies import bodies_in, convened_bodies
from committees.access.meetings import overseen_paths
from committees.duties import Members, composition_faults, due_by, late_before
from committees.kinds import MeetingState
from committees.law import NotInForce, Rule
from committees.law_words import every_words, fault_words
from committees.models import Body, Meeting, Seat
from committees.queries.numbers import rule_of
from committees.queries.representation import seat_counts
from committees.rules import presets, rule_in_force
from residents.models.place import in_force


@dataclass(frozen=True, slots=True)
class Duty:
    """What a body's rule asks of it: how often it meets (`every`, in words; empty where the rule
    does not say), when it met last, until when it must meet next, for which day the next meeting is
    called, and what it lacks of its members."""

    body: Body
    rule: Rule | None
    every: Any
    last: date | None
    due: date | None
    ahead: date | None
    late: bool
    faults: list[str]

    @property
    def source(self) -> str:
        """The rule with where it stands."""
        return self.rule.cited if self.rule else ""

    @property
    def said(self) -> list[str]:
        """How often it must meet, when it did, until when it must next; if that is late, also the
        day for which it is called. In sentences."""
        if not self.every:
            return []
        days = (self.last, self.due, self.ahead)
        last, due, ahead = ({"day": date_format(day)} if day else None for day in days)
        lines = [_("By its rule: %(every)s.") % {"every": self.every}]
        lines.append(_("The last one was on %(day)s.") % last if last else _("None is on file."))
        if due and self.late:
            lines.append(_("The next one was due by %(day)s.") % due)
        elif due:
            lines.append(_("The next one is due by %(day)s.") % due)
        if ahead and self.late:
            lines.append(_("It is called for %(day)s.") % ahead)
        return lines


def with_meetings(bodies: QuerySet[Body], now: datetime) -> QuerySet[Body]:
    """Bodies with when they met last (`last_met`) and are called to meet next (`next_called`), and
    the first day on which somebody sat on them (`first_seat`). A meeting that has begun counts
    unless it was called off: its minutes may come later."""
    own = Meeting.objects.filter(bodies=OuterRef("pk")).exclude(state=MeetingState.CANCELLED)
    seats = Seat.objects.filter(body=OuterRef("pk")).order_by("since")
    begun = own.filter(starts_at__lte=now).order_by("-starts_at")
    return bodies.annotate(
        last_met=Subquery(begun.values("starts_at")[:1]),
        next_called=Subquery(
            own.filter(starts_at__gt=now).order_by("starts_at").values("starts_at")[:1]
        ),
        first_seat=Subquery(seats.values("since")[:1]),
    )


def overdue(bodies: QuerySet[Body], now: datetime) -> QuerySet[Body]:
    """Those that should have met by their rule and have not, as `Duty.late` says: a rule counts
    from the day on which it holds, a body without a meeting from the first day of a seat."""
    today, found = timezone.localdate(now), Q(pk__in=[])
    for key in presets():
        try:
            start = late_before(rule_in_force(key, today), today)
        except NotInForce:
            continue
        if start is not None:
            midnight = timezone.make_aware(datetime.combine(start, time()))
            never = Q(last_met__isnull=True, first_seat__lte=start)
            found |= Q(preset=key) & (Q(last_met__lt=midnight) | never)
    return with_meetings(bodies, now).filter(found)


def bodies_overdue(user: Any) -> QuerySet[Body]:
    """The bodies of the places that the user oversees that should have met and have not."""
    bodies = bodies_in(overseen_paths(user)).filter(in_force("organization__ended_on"))
    return overdue(bodies, timezone.now())


def duties_of(bodies: Iterable[Body], now: datetime) -> list[Duty]:
    """What is asked of bodies that come from `with_meetings`. One query if a rule says who a body
    is made of, else none."""
    today, rows = timezone.localdate(now), list(bodies)
    made = [body for body in rows if says_who(rule_of(body, today))]
    filled = (
        {key: counts.filled for key, counts in seat_counts(made, today).items()} if made else {}
    )
    return [duty_of(body, today, filled.get(body.pk, 0)) for body in rows]


def says_who(rule: Rule | None) -> bool:
    """Whether the rule says who a body is made of."""
    return rule is not None and (bool(rule.composition) or rule.least_members is not None)


def duty_of(body: Any, today: date, filled: int = 0) -> Duty:
    """What its rule asks of one body that comes from `with_meetings`, with so many seats filled."""
    rule = rule_of(body, today)
    last = timezone.localdate(body.last_met) if body.last_met else None
    due = due_on(rule, last, body.first_seat)
    counts = Members(
        body.member_count or filled or None, body.representatives, body.women_representatives
    )
    return Duty(
        body=body,
        rule=rule,
        every=every_words(rule.every_months) if rule and rule.every_months else "",
        last=last,
        due=due,
        ahead=timezone.localdate(body.next_called) if body.next_called else None,
        late=due is not None and due < today,
        faults=[fault_words(fault) for fault in composition_faults(rule, counts)] if rule else [],
    )


def due_on(rule: Rule | None, last: date | None, first_seat: date | None) -> date | None:
    """Until when the next meeting is in time: counted from the last one, or from the day before
    the rule held or somebody sat on the body. None where none of them is known."""
    day = timedelta(days=1)
    since = last or (first_seat - day if first_seat else None)
    if rule is None or since is None:
        return None
    return due_by(rule, max(since, rule.valid_from - day))


def convened_duties(user: Any, now: datetime) -> list[Duty]:
    """What is asked of the bodies that the user convenes."""
    bodies = with_meetings(convened_bodies(user).select_related("organization__place"), now)
    return duties_of(bodies.order_by("pk"), now)
