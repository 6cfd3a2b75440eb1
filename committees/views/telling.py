"""Telling those who sit at a meeting, by telephone."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from committees.queries.meetings import words_about
from committees.views.calling import meeting_page
from committees.views.door import desk_page, written_meeting
from foundation.accounts.requests import actor_of
from foundation.answers import said_no
from foundation.refusals import Refused
from residents.actions.calls import record_call, take_call_back
from residents.actions.unmasking import unmask_number
from residents.models import Notice


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
    """Say that somebody was told, was not reached, or has another number; or that this was a
    mistake. The page opens again where one was: at that call, or at the next one to make."""
    row = written_meeting(request, pk)
    one = get_object_or_404(words_about(row), pk=word)
    outcome, by = request.POST.get("do", ""), actor_of(request)
    try:
        if outcome == "back":
            take_call_back(by=by, notice=one)
        else:
            record_call(by=by, notice=one, outcome=outcome)
    except Refused as refusal:
        return said_no(request, refusal, "committees:desk_meeting", pk)
    opened = word if outcome == "back" else call_after(words_about(row), word)
    return redirect(f"{reverse('committees:desk_meeting', args=[pk])}#{anchor(opened)}")


def call_after(words: QuerySet[Notice], word: int) -> int | None:
    """The next call to make after this one, or the first; None where all are made."""
    keys = sorted(words.filter(state__in=Notice.TO_CALL).values_list("pk", flat=True))
    return next((key for key in keys if key > word), keys[0] if keys else None)


def anchor(word: int | None) -> str:
    """Where a call stands on the page of its meeting; the list where there is none."""
    return f"word-{word}" if word else "tell"
