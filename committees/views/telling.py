"""Telling those who sit at a meeting, by telephone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from committees.queries.meetings import words_about
from committees.views.calling import meeting_page
from committees.views.door import desk_page, written_meeting
from foundation.accounts.requests import actor_of
from foundation.answers import said_no
from foundation.refusals import Refused
from residents.actions.calls import record_call
from residents.actions.unmasking import unmask_number


@desk_page
@require_POST
def show_number(request: HttpRequest, pk: int, word: int) -> HttpResponse:
    """The number of somebody who is to be told, in full: this look is recorded, for the call that
    it is made for."""
    row = written_meeting(request, pk)
    one = get_object_or_404(words_about(row), pk=word)
    try:
        unmask_number(by=actor_of(request), notice=one, reason=str(one.get_kind_display()))
    except Refused as refusal:
        return said_no(request, refusal, "committees:desk_meeting", pk)
    return meeting_page(request, pk, shown=one.pk)


@desk_page
@require_POST
def tell(request: HttpRequest, pk: int, word: int) -> HttpResponse:
    """Say that somebody was told, was not reached, or has another number."""
    row = written_meeting(request, pk)
    one = get_object_or_404(words_about(row), pk=word)
    try:
        record_call(by=actor_of(request), notice=one, outcome=request.POST.get("do", ""))
    except Refused as refusal:
        return said_no(request, refusal, "committees:desk_meeting", pk)
    return redirect("committees:desk_meeting", pk)
