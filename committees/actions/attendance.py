"""Who came: the whole list in one act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

from committees.access.bodies import holding_to_file_minutes
from committees.actions.meetings import with_agenda
from committees.actions.words import line
from committees.counting import Count
from committees.kinds import TAKING_PART, AttendanceKind
from committees.models import Attendance, Body, Meeting, Seat
from committees.papers import Mark
from committees.queries.numbers import counted, open_seats
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised

MOST_PEOPLE = 1_000_000


def filing(by: Actor, body: Body) -> Actor:
    """The actor with the holding that writes the minutes of a body; `NotAllowed` without one."""
    holding = holding_to_file_minutes(by.user, body)
    require(holding is not None, _("Only the chair and the secretary of this body do this."))
    return by.using(holding)


@action("attendance.record")
def record_attendance(
    *,
    by: Actor,
    meeting: Meeting,
    revision: int,
    marks: Iterable[Mark],
    entitled: int | None = None,
    present: int | None = None,
    entitled_households: int | None = None,
    present_households: int | None = None,
    now: datetime | None = None,
) -> Meeting:
    """Write the whole list of who took part and how, in place of the one before.

    Where the bodies have seats on that day, how many were entitled and present is counted from
    them: a substitute counts for her seat. The four numbers are for assemblies, which have none,
    and for Party bodies, whose members are not listed; households are always as stated. Raises
    `Stale` where somebody else wrote the list meanwhile.
    """
    by = filing(by, meeting.lead)
    with_agenda(meeting)
    listed = list(marks)
    seats = open_seats(meeting)
    came = {mark.person.pk for mark in listed if mark.person and mark.kind in TAKING_PART}
    typed = Count(entitled, present, entitled_households, present_households)
    numbers = asdict(counted(meeting, came, typed, seats))
    refuse_negative(numbers)
    from_seats = bool(seats) and not meeting.lead.is_party
    source = Meeting.Source.SEATS if from_seats else Meeting.Source.TYPED
    update_revised(meeting, expected=revision, source=source, **numbers)
    meeting.attendances.all().delete()
    Attendance.objects.bulk_create(rows(meeting, listed, seats))
    record.note(by, "attendance.recorded", meeting, values=numbers)
    return meeting


def refuse_negative(numbers: dict[str, int | None]) -> None:
    """Numbers of people, where they are stated."""
    for name, number in numbers.items():
        if number is not None and not 0 <= number <= MOST_PEOPLE:
            raise Refused(_("This is not a number of people."), name)


def rows(meeting: Meeting, marks: list[Mark], seats: list[Seat]) -> list[Attendance]:
    """The list as it is stored; only people with a seat, or their substitutes, stand in it by
    person, everybody else by the name that was written."""
    seated = {key for seat in seats for key in (seat.person_id, seat.substitute_id)}
    persons = [mark.person.pk for mark in marks if mark.person]
    if len(set(persons)) < len(persons):
        raise Refused(_("Somebody stands in the list twice."), "marks")
    if not set(persons) <= seated:
        raise Refused(_("Somebody in the list has no seat: write the name as a guest."), "marks")
    if any(mark.kind not in AttendanceKind.values for mark in marks):
        raise Refused(_("Say of everybody how they took part."), "marks")
    return [
        Attendance(
            meeting=meeting,
            person=mark.person,
            guest="" if mark.person else line(mark.guest, "marks", 60),
            kind=mark.kind,
        )
        for mark in marks
    ]
