"""Another time or place for a meeting."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from committees.actions.changing import change_meeting
from committees.forms.meetings import ChangeForm
from committees.models import Meeting
from committees.queries.numbers import day_of, rule_of, short_notice
from committees.views.door import (
    desk_page,
    led_meeting,
)
from foundation.accounts.requests import actor_of
from foundation.answers import CONFLICT, UNPROCESSABLE, beside, done, sent, status_of
from foundation.refusals import Refused, Stale


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The time and the place as they were called, to be changed."""
    row = led_meeting(request, pk)
    form = ChangeForm(sent(request), initial=ChangeForm.beginning(row))
    if request.method != "POST" or not form.is_valid():
        return page(request, row, form, status_of(form))
    data = form.cleaned_data
    try:
        change_meeting(
            by=actor_of(request),
            meeting=row,
            revision=data["revision"],
            starts_at=form.starts_at(),
            where=data["where"],
            short_notice_because=data["short_notice_because"],
        )
    except Stale as stale:
        typed = request.POST.copy()
        typed["revision"] = str(stale.revision)
        form.data = typed
        return page(request, led_meeting(request, pk), form, CONFLICT)
    except Refused as refusal:
        beside(form, refusal)
        return page(request, row, form, UNPROCESSABLE)
    short = short_notice(row)
    if short and not short.excused:
        messages.warning(request, late_words(short.asked, short.given))
    return done(request, _("The meeting is changed."), "committees:desk_meeting", pk)


def late_words(asked: int, given: int) -> str:
    """That the notice is too short: days asked and days given."""
    words = ngettext(
        "The rule asks for a notice of %(asked)s day; people have %(given)s.",
        "The rule asks for a notice of %(asked)s days; people have %(given)s.",
        asked,
    )
    return words % {"asked": asked, "given": given}


def page(request: HttpRequest, row: Meeting, form: ChangeForm, status: int) -> HttpResponse:
    """The form beside the rule; after somebody else's change (409) with what stands now."""
    context = {
        "meeting": row,
        "form": form,
        "rule": rule_of(row.lead, day_of(row)),
        "stale": status == CONFLICT,
    }
    return render(request, "committees/meeting_change.html", context, status=status)
