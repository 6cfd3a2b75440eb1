"""Calling a meeting, and what is on its agenda."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from committees.access.bodies import (
    convened_bodies,
    may_convene,
    may_file_minutes,
    waiting_tablings,
)
from committees.actions import meetings as acts
from committees.forms.meetings import CallForm, ExcuseForm, ItemForm, ReasonForm
from committees.kinds import MeetingState, MinutesState
from committees.queries.desk import (
    desk_meetings,
    meetings_open_to,
    tablings_gone,
    tablings_waiting,
)
from committees.queries.meetings import agenda, newest_paper, words_about
from committees.queries.numbers import agenda_rule, short_notice
from committees.queries.paging import paged
from committees.views import noticing
from committees.views.door import desk_page, led_meeting, own_meeting
from foundation.accounts.requests import actor_of, user_of
from foundation.answers import CONFLICT, UNPROCESSABLE, beside, done, said_no, seen, sent, status_of
from foundation.digits import number_in
from foundation.refusals import Refused, Stale, require
from foundation.revision.actions import on_seen
from residents.access.notices import may_take_call_back
from residents.models import Tabling


@desk_page
@require_safe
def meeting_rows(request: HttpRequest) -> HttpResponse:
    """Every meeting of my bodies."""
    user = user_of(request)
    page = paged(desk_meetings(user), request.GET.get("page"))
    convenes = convened_bodies(user).exists()
    context = {"page": page, "now": timezone.now(), "convenes": convenes}
    return render(request, "committees/desk_meetings.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """Call a meeting; a need waiting before the body may be put on its agenda at once."""
    user = user_of(request)
    leads = convened_bodies(user).exists()
    require(leads, _("Only the chair of this body calls its meetings."))
    asked = tablings_waiting(user).filter(pk=number_in(request.GET.get("tabling", ""))).first()
    form = CallForm(sent(request), user=user, initial=first(asked))
    if request.method == "POST" and form.is_valid() and not noticing.goes_back(request):
        bodies, starts_at = form.bodies_asked(), form.starts_at()
        short = noticing.lateness(bodies, starts_at)
        if not short or noticing.confirmed(request):
            try:
                meeting = acts.call_meeting(by=actor_of(request), **form.asked())
            except Refused as refusal:
                beside(form, refusal)
            else:
                to = "committees:desk_meeting"
                ahead = meeting.starts_at > timezone.now()
                words = _("The meeting is called.") if ahead else _("The meeting is entered.")
                return done(request, words, to, meeting.pk)
        if short and "tabling" not in form.errors:
            shown = {key: form.cleaned_data[key] for key in ("title", "where")}
            return noticing.check(request, form, short, starts_at, **shown)
    context = {
        "form": form,
        "waiting": list(tablings_waiting(user)),
        "gone": tablings_gone(user, [number_in(key) for key in form.ticked()]),
    }
    return render(request, "committees/meeting_call.html", context, status=status_of(form))


@desk_page
@require_safe
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the meeting on whose agenda a need goes, or call a new one."""
    user = user_of(request)
    tabling = get_object_or_404(tablings_waiting(user), pk=pk)
    context = {"tabling": tabling, "meetings": meetings_open_to(user, tabling, timezone.now())}
    return render(request, "committees/tabling_take.html", context)


def first(asked: Tabling | None) -> dict[str, object]:
    """What the form begins with: the body, the title and the tick of the need one comes from."""
    if asked is None:
        return {}
    return {"body": asked.body.body, "title": asked.need.public_title, "tabling": [asked.pk]}


@desk_page
@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting at the desk: its agenda, the list of who came, its paper, and what is next."""
    return meeting_page(request, pk)


def meeting_page(
    request: HttpRequest, pk: int, *, shown: int = 0, status: int = UNPROCESSABLE, **wrong: Form
) -> HttpResponse:
    """The page with its small forms, `wrong` those that were refused, with that status; of the call
    `shown` it says the number in full."""
    row, user, now = own_meeting(request, pk), user_of(request), timezone.now()
    paper = newest_paper(row)
    open_paper = paper is None or paper.state == MinutesState.DRAFT
    leads, writes = may_convene(user, row.lead), may_file_minutes(user, row.lead)
    begun = row.starts_at <= now
    words = [] if begun or not writes else list(words_about(row))  # nobody is called afterwards
    cancelled = row.state == MeetingState.CANCELLED
    changeable = leads and open_paper and not cancelled
    context = {
        "meeting": row,
        "paper": paper,
        "items": agenda(row),
        "writes": writes,
        "leads": leads,
        "changeable": changeable,
        "open_paper": open_paper,
        "begun": begun,
        "short": short_notice(row) if open_paper and not cancelled else None,
        "words": words,
        "mistakes": {one.pk for one in words if may_take_call_back(user, one, now)},
        "shown": shown,
        "agenda_rule": agenda_rule(row) if changeable and not begun else None,
        "waiting": list(waiting_tablings(row.lead).select_related("need")) if changeable else [],
        "form": ItemForm(),
        "why": ReasonForm(prefix="cancel"),
        "excuse": ExcuseForm(),
        **wrong,
    }
    status = status if wrong else 200
    return render(request, "committees/desk_meeting.html", context, status=status)


@desk_page
@require_POST
def add_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item on the agenda: a need that waits, or something else in words."""
    row = led_meeting(request, pk)
    key = request.POST.get("tabling", "")
    if key:
        tabling = get_object_or_404(row.lead.organization.tablings, pk=number_in(key))
        try:
            acts.add_item(by=actor_of(request), meeting=row, tabling=tabling)
        except Refused as refusal:
            return said_no(request, refusal, "committees:desk_meeting", pk)
        return redirect("committees:desk_meeting", pk)
    form = ItemForm(request.POST)
    if form.is_valid():
        try:
            acts.add_item(by=actor_of(request), meeting=row, title=form.cleaned_data["title"])
            return redirect("committees:desk_meeting", pk)
        except Refused as refusal:
            beside(form, refusal)
    return meeting_page(request, pk, form=form)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def drop_item(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Take an item off the agenda, with the reason where it takes up a need."""
    row = led_meeting(request, pk)
    one = get_object_or_404(row.items.select_related("tabling__need"), pk=item)
    form = ReasonForm(sent(request))
    form.fields["reason"].required = one.tabling_id is not None
    if request.method == "POST" and form.is_valid():
        try:
            acts.drop_item(by=actor_of(request), item=one, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            beside(form, refusal)
        else:
            return done(request, _("Taken off the agenda."), "committees:desk_meeting", pk)
    context = {"meeting": row, "item": one, "form": form}
    status = status_of(form)
    return render(request, "committees/item_drop.html", context, status=status)


@desk_page
@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a meeting off, or strike one that was not held: its needs wait before the body again,
    with the reason."""
    row = led_meeting(request, pk)
    why = ReasonForm(request.POST, prefix="cancel")
    if why.is_valid():
        try:
            with on_seen(row, seen(request)):
                acts.cancel_meeting(
                    by=actor_of(request), meeting=row, reason=why.cleaned_data["reason"]
                )
        except Stale as stale:
            beside(why, stale)
            return meeting_page(request, pk, status=CONFLICT, why=why)
        except Refused as refusal:
            return said_no(request, refusal, "committees:desk_meeting", pk)
        begun = row.starts_at <= timezone.now()
        words = _("The meeting is struck.") if begun else _("The meeting is called off.")
        return done(request, words, "committees:desk_meeting", pk)
    return meeting_page(request, pk, why=why)
