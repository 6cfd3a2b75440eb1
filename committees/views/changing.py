"""Another time or place for a meeting, and the reason for a short notice said afterwards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from committees.actions.changing import change_meeting, excuse_notice
from committees.forms.meetings import ChangeForm, ExcuseForm
from committees.models import Meeting
from committees.queries.numbers import day_of, notice_rule
from committees.views import noticing
from committees.views.calling import meeting_page
from committees.views.door import desk_page, led_meeting
from foundation.accounts.requests import actor_of
from foundation.answers import CONFLICT, UNPROCESSABLE, beside, done, expect_newest, sent, status_of
from foundation.refusals import Refused, Stale


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The time and the place as they were called, to be changed; a time at short notice is shown
    once more, with the rule and the reason to state."""
    row = led_meeting(request, pk)
    form = ChangeForm(sent(request), initial=ChangeForm.beginning(row))
    if request.method != "POST" or not form.is_valid() or noticing.goes_back(request):
        return page(request, row, form, status_of(form))
    where, starts_at = form.cleaned_data["where"], form.starts_at()
    moved = starts_at != row.starts_at
    short = noticing.lateness(row.bodies.all(), starts_at) if moved else None
    shown = {"meeting": row, "title": row.title, "where": where}
    if short and not noticing.confirmed(request):
        return noticing.check(request, form, short, starts_at, **shown)
    try:
        change_meeting(
            by=actor_of(request),
            meeting=row,
            revision=form.cleaned_data["revision"],
            starts_at=starts_at,
            where=where,
            short_notice_because=form.cleaned_data["short_notice_because"],
        )
    except Stale as stale:
        expect_newest(form, stale)
        return page(request, led_meeting(request, pk), form, CONFLICT)
    except Refused as refusal:
        beside(form, refusal)
        if short:
            return noticing.check(request, form, short, starts_at, **shown)
        return page(request, row, form, UNPROCESSABLE)
    return done(request, _("The meeting is changed."), "committees:desk_meeting", pk)


def page(request: HttpRequest, row: Meeting, form: ChangeForm, status: int) -> HttpResponse:
    """The form beside the rule; after somebody else's change (409) with what stands now."""
    context = {
        "meeting": row,
        "form": form,
        "rule": notice_rule(row.bodies.all(), day_of(row)),
        "stale": status == CONFLICT,
    }
    return render(request, "committees/meeting_change.html", context, status=status)


@desk_page
@require_POST
def excuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why people were told too late, of a meeting whose minutes nobody has handed in."""
    row = led_meeting(request, pk)
    form = ExcuseForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["short_notice_because"]
        try:
            excuse_notice(by=actor_of(request), meeting=row, reason=reason)
        except Refused as refusal:
            beside(form, refusal)
        else:
            return done(request, _("The reason is stated."), "committees:desk_meeting", pk)
    return meeting_page(request, pk, excuse=form)
