"""The panel beside the minutes: whether the meeting counts, on what is written or only typed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string

from committees.counting import Cast, Count, cast_on
from committees.forms.attendance import NUMBERS, AttendanceForm
from committees.kinds import TAKING_PART
from committees.models import Meeting
from committees.queries.meetings import agenda
from committees.queries.numbers import count_of, counted, open_seats
from committees.queries.validity import Validity, validity


def casts_of(desk: Any) -> dict[str, Cast]:
    """The votes on the page by the name of their form; an empty new item has none."""
    found = {form.prefix: form.cast(number) for number, form in enumerate(desk.forms, 1)}
    return {
        name: cast
        for name, cast in found.items()
        if name != "item-0" or cast.title or cast.sum is not None
    }


def of_desk(desk: Any) -> Validity | None:
    """The panel of a page on which a paper is written; a correction has none."""
    if desk.corrects:
        return None
    return validity(desk.meeting, count_so_far(desk.meeting), casts_of(desk).values())


def count_so_far(meeting: Meeting) -> Count:
    """The numbers that are written down; before anybody has, how many the seats entitle."""
    written = count_of(meeting)
    return written if meeting.source else counted(meeting, None, written, open_seats(meeting))


def parts_of_desk(desk: Any) -> dict[str, str]:
    """The parts of that page that follow from what was typed, drawn anew, by their id."""
    shown = of_desk(desk)
    if shown is None:
        return {}
    sums = {
        f"sum-{form.prefix}": drawn(
            "committees/_vote_sum.html",
            {"cast": form.cast(0).sum, "came": desk.meeting.present},
        )
        for form in desk.forms
        if desk.full
    }
    return {**parts_of_panel(desk.meeting, shown), **sums}


def parts_of_panel(meeting: Meeting, shown: Validity) -> dict[str, str]:
    """The panel and its one line for a phone."""
    context = {"meeting": meeting, "validity": shown}
    return {
        "validity": drawn("committees/_validity.html", context),
        "validity-line": drawn("committees/_validity_line.html", context),
    }


def drawn(name: str, context: dict[str, Any]) -> str:
    """A fragment of the page."""
    return render_to_string(name, context).strip()


def of_roll(meeting: Meeting, form: AttendanceForm) -> Validity:
    """The panel of the list of who came, on what is ticked."""
    casts = [cast_on(item, number) for number, item in enumerate(agenda(meeting), 1)]
    came = ticked(form)
    if came is None and not form.sitters:
        return validity(meeting, count_of(meeting), casts)
    typed = form.cleaned_data if form.is_bound else {}
    stated = Count(**{name: typed.get(name) for name in NUMBERS})
    return validity(meeting, counted(meeting, came, stated, open_seats(meeting)), casts, came)


def ticked(form: AttendanceForm) -> set[int] | None:
    """The keys of the people who took part, as far as the list is filled in; None for a list that
    nobody has begun."""
    if form.is_bound:
        form.full_clean()
    people = form.people()
    if not form.is_bound and not people:
        return None
    return {mark.person.pk for mark in people if mark.kind in TAKING_PART}


def roll_answer(request: HttpRequest, meeting: Meeting, form: AttendanceForm) -> JsonResponse:
    """What the script is told while somebody ticks; nothing is saved."""
    return JsonResponse({"parts": parts_of_panel(meeting, of_roll(meeting, form))})
