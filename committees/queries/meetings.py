"""A meeting as its working pages show it: agenda, who came, the paper that is being written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone

from committees.access.bodies import filed_bodies
from committees.access.meetings import own_meetings
from committees.addresses import meeting_subject
from committees.kinds import SeatGroup
from committees.models import AgendaItem, Attendance, Meeting, Minutes, Seat
from foundation.record.queries import entries_of
from residents.models import Notice
from residents.queries.reporters import person_of


@dataclass(frozen=True)
class Sitter:
    """Somebody with a seat at a meeting, whom the secretary ticks."""

    person: Any
    substitute: Any
    role: Any
    groups: tuple[str, ...]

    @property
    def speaks_for(self) -> str:
        """The groups that the person speaks for, in words."""
        return " · ".join(str(SeatGroup(group).label) for group in self.groups)


@dataclass(frozen=True)
class Roll:
    """How people took part: a kind by person's key, and guests by name."""

    kinds: dict[int, str]
    guests: tuple[str, ...]


@dataclass(frozen=True)
class LastSave:
    """Who saved a paper last, and when."""

    name: str
    at: datetime


def own_meeting_rows(user: Any) -> QuerySet[Meeting]:
    """The meetings that the user's desk opens, with the names that each page shows."""
    return own_meetings(user).select_related("lead__organization__place", "called_by")


def written_meetings(user: Any) -> QuerySet[Meeting]:
    """The meetings whose minutes the user writes."""
    return Meeting.objects.filter(lead__in=filed_bodies(user).values("pk")).select_related(
        "lead__organization__place", "called_by"
    )


def agenda(meeting: Meeting) -> list[AgendaItem]:
    """The items in order, with the need each takes up and what was agreed on it."""
    rows = meeting.items.select_related("tabling__need", "resolution__owner_post")
    return list(rows.order_by("order", "pk"))


def sitters(meeting: Meeting) -> list[Sitter]:
    """Who has a seat at the meeting on its day, each once, the chair first. Nobody of a Party
    body: their seats are numbers, here too."""
    day = timezone.localdate(meeting.starts_at)
    bodies = meeting.bodies.all() & type(meeting.lead).objects.named()
    seats = (
        Seat.objects.open_on(day)
        .filter(body__in=bodies)
        .select_related("person", "substitute")
        .order_by("since", "pk")
    )
    found: dict[int, list[Seat]] = {}
    for seat in seats:
        found.setdefault(seat.person_id, []).append(seat)
    order = {"chair": 0, "secretary": 1, "member": 2}
    rows = [
        Sitter(
            person=theirs[0].person,
            substitute=next((s.substitute for s in theirs if s.substitute), None),
            role=min((s.role for s in theirs), key=order.__getitem__),
            groups=tuple(dict.fromkeys(s.group for s in theirs)),
        )
        for theirs in found.values()
    ]
    return sorted(rows, key=lambda row: order[row.role])


def has_unnamed_seats(meeting: Meeting) -> bool:
    """Whether people with a seat in a Party body take part, who are not listed."""
    return meeting.bodies.exclude(pk__in=type(meeting.lead).objects.named()).exists()


def roll_of(meeting: Meeting) -> Roll:
    """Who came to a meeting, as written down."""
    return as_roll(list(meeting.attendances.order_by("pk")))


def last_roll(meeting: Meeting) -> Roll | None:
    """Who came to the meeting before this one of the same body; None when nobody wrote it."""
    before = (
        Meeting.objects.filter(lead=meeting.lead, starts_at__lt=meeting.starts_at)
        .filter(attendances__isnull=False)
        .order_by("-starts_at", "-pk")
        .first()
    )
    return as_roll(list(before.attendances.order_by("pk"))) if before else None


def as_roll(rows: list[Attendance]) -> Roll:
    """The rows as a form wants them."""
    kinds = {row.person_id: row.kind for row in rows if row.person_id}
    return Roll(kinds, tuple(row.guest for row in rows if row.guest))


def words_about(meeting: Meeting) -> QuerySet[Notice]:
    """The calls about the meeting, to those whom no message reaches: who is not told yet first."""
    told = Case(When(state__in=Notice.TO_CALL, then=Value(0)), default=Value(1))
    calls = Notice.objects.filter(about=meeting_subject(meeting), channel=Notice.Channel.CALL)
    rows = calls.exclude(state=Notice.State.OVERTAKEN).select_related("person", "organization")
    return rows.order_by(told, "created_at", "pk")


def newest_paper(meeting: Meeting) -> Minutes | None:
    """The newest paper on a meeting, whatever its state."""
    return meeting.minutes.order_by("-version").first()


def last_save(paper: Minutes) -> LastSave:
    """Who saved the paper last, from the record; the one who began it where that is silent."""
    entry = entries_of(paper).filter(verb="minutes.saved").first()
    user, at = (entry.actor, entry.at) if entry else (paper.created_by, paper.created_at)
    person = person_of(user) if user else None
    return LastSave(person.name if person else str(user or ""), at)
