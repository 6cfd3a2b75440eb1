"""Who came, in taps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from committees.actions.attendance import record_attendance
from committees.forms.attendance import AttendanceForm, starting
from committees.kinds import AttendanceKind, MeetingKind
from committees.models import Meeting
from committees.queries.meetings import has_unnamed_seats, last_roll, roll_of, sitters
from committees.views import panel
from committees.views.door import (
    desk_page,
    written_meeting,
)
from committees.views.parts import parts_of
from foundation.accounts.requests import actor_of
from foundation.answers import CONFLICT, UNPROCESSABLE, beside
from foundation.refusals import Refused, Stale


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole list. "All came" and "as last time" fill it in without saving; one button saves."""
    meeting = written_meeting(request, pk)
    people = sitters(meeting)
    asked: dict[str, Any] = {
        "sitters": people,
        "household": meeting.kind == MeetingKind.ASSEMBLY,
    }
    act = request.POST.get("do", "")
    if request.method != "POST" or act in ("all", "last"):
        form = AttendanceForm(initial=beginning(request, meeting, people, act), **asked)
        return page(request, meeting, form)
    if act == "count":
        return panel.roll_answer(request, meeting, AttendanceForm(request.POST, **asked))
    typed = request.POST.copy()
    form = AttendanceForm(typed, **asked)
    if not form.is_valid():
        return page(request, meeting, form, UNPROCESSABLE)
    try:
        record_attendance(
            by=actor_of(request),
            meeting=meeting,
            revision=form.cleaned_data["revision"],
            marks=form.marks(),
            **form.numbers(),
        )
    except Stale as stale:
        typed["revision"] = str(stale.revision)
        return page(request, written_meeting(request, pk), form, CONFLICT)
    except Refused as refusal:
        beside(form, refusal)
        return page(request, meeting, form, UNPROCESSABLE)
    if request.GET.get("to") == "quick":
        return redirect("committees:quick", pk)
    return redirect("committees:minutes_items", pk)


def beginning(
    request: HttpRequest, meeting: Meeting, people: list[Any], act: str
) -> dict[str, Any]:
    """What the list begins with: as written, as last time, or everybody there."""
    guests = request.POST.get("guests", "")
    if act == "all":
        first = starting(people, None, AttendanceKind.PRESENT) | {"guests": guests}
    elif act == "last":
        first = starting(people, last_roll(meeting))
    else:
        first = starting(people, roll_of(meeting))
    numbers = {
        name: getattr(meeting, name)
        for name in ("entitled", "present", "entitled_households", "present_households")
    }
    return {**numbers, "revision": meeting.revision, **first}


def page(
    request: HttpRequest, meeting: Meeting, form: AttendanceForm, status: int = 200
) -> HttpResponse:
    """The list; after somebody else's save (409) both lists stand beside each other."""
    rival = roll_of(meeting) if status == CONFLICT else None
    names = {row.person.pk: row.person.name for row in form.sitters}
    labels = dict(AttendanceKind.choices)
    theirs = (
        [(names.get(key, ""), labels[kind]) for key, kind in rival.kinds.items()] if rival else []
    )
    context = {
        "meeting": meeting,
        "form": form,
        "last": last_roll(meeting) is not None,
        "validity": panel.of_roll(meeting, form),
        "unnamed": has_unnamed_seats(meeting),
        "stale": status == CONFLICT,
        "theirs": theirs,
        "their_guests": rival.guests if rival else (),
        "parts": parts_of(meeting, current="people"),
        "quick": request.GET.get("to") == "quick",
    }
    return render(request, "committees/attendance.html", context, status=status)
