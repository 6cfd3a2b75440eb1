"""The host's pages: what is offered, and who applied for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.accounts.requests import actor_of, user_of
from foundation.answers import CONFLICT, UNPROCESSABLE, beside, expect_newest, seen, sent, status_of
from foundation.phones import normal_phone
from foundation.refusals import Refused, Stale
from foundation.revision.actions import on_seen
from residents.bilingual import named
from workshops.actions import hiring
from workshops.actions.openings import change_opening, close_opening, offer_work
from workshops.forms.hosting import AnswerForm, CloseForm, OpeningForm
from workshops.kinds import UNDECIDED, ApplicationState, OpeningState
from workshops.models import Application, Opening
from workshops.queries.hosting import (
    applications_to,
    own_application,
    own_opening,
    own_workshop,
)
from workshops.views.hosting import (
    found,
    host_page,
)

FIELDS = ("title", "words", "pay", "wanted", "closes_on", "telephone")
ANSWERS: dict[str, Callable[..., Application]] = {
    "invite": hiring.invite_applicant,
    "hire": hiring.hire_applicant,
    "decline": hiring.decline_applicant,
    "reopen": hiring.reopen_application,
}


@host_page
@require_http_methods(["GET", "HEAD", "POST"])
def opening_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer work."""
    workshop = found(own_workshop(user_of(request), slug))
    first = {"telephone": workshop.telephone, "wanted": 1}
    form = OpeningForm(sent(request), initial=first)
    context = {"form": form, "name": named(workshop), "opening": None}
    if request.method == "POST" and form.is_valid():
        try:
            fields = {name: form.cleaned_data[name] for name in FIELDS}
            row = offer_work(by=actor_of(request), workshop=workshop, **fields)
        except Refused as refusal:
            beside(form, refusal)
        else:
            messages.success(request, _("It is on the list of work to be had."))
            return redirect("workshops:host_opening", pk=row.pk)
    status = status_of(form)
    return render(request, "workshops/host_opening_form.html", context, status=status)


@host_page
@require_safe
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """An opening with those who applied for it."""
    row = found(own_opening(user_of(request), pk))
    return opening_page(request, row, CloseForm())


def opening_page(
    request: HttpRequest, row: Opening, form: CloseForm, status: int = 200
) -> HttpResponse:
    """Who applied, and how to change or close what is offered."""
    context = {
        "opening": row,
        "title": named(row, "title"),
        "name": named(row.workshop),
        "form": form,
        "is_open": row.state == OpeningState.OPEN,
        "applications": applications_to(user_of(request), row),
        "undecided": UNDECIDED,
    }
    return render(request, "workshops/host_opening.html", context, status=status)


@host_page
@require_http_methods(["GET", "HEAD", "POST"])
def opening_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is offered."""
    row = found(own_opening(user_of(request), pk))
    first = {name: getattr(row, name) for name in (*FIELDS, "revision")}
    form = OpeningForm(sent(request), initial=first)
    status = 200
    if request.method == "POST" and form.is_valid():
        fields = {name: form.cleaned_data[name] for name in FIELDS}
        revision = form.cleaned_data["revision"] or 0
        try:
            change_opening(by=actor_of(request), opening=row, revision=revision, **fields)
            return redirect("workshops:host_opening", pk=pk)
        except Stale as stale:
            beside(form, stale)
            expect_newest(form, stale)
            status = CONFLICT
        except Refused as refusal:
            beside(form, refusal)
    status = status if status != 200 or not form.errors else UNPROCESSABLE
    context = {"form": form, "name": named(row.workshop), "opening": row}
    return render(request, "workshops/host_opening_form.html", context, status=status)


@host_page
@require_POST
def opening_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an offer back."""
    row = found(own_opening(user_of(request), pk))
    form = CloseForm(request.POST)
    if not form.is_valid():
        return opening_page(request, row, form, UNPROCESSABLE)
    try:
        with on_seen(row, seen(request)):
            close_opening(by=actor_of(request), opening=row, why=form.cleaned_data["why"])
    except Refused as refusal:
        beside(form, refusal)
        return opening_page(request, row, form, CONFLICT)
    messages.success(request, _("The offer is closed."))
    return redirect("workshops:host_opening", pk=pk)


@host_page
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def applicant(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who applied: name, number, words; and the answer."""
    row = found(own_application(user_of(request), pk))
    form = AnswerForm(sent(request), invited=row.state == ApplicationState.INVITED)
    if row.state == ApplicationState.HIRED:
        form.ask_why()
    if request.method != "POST" or not form.is_valid():
        return applicant_page(request, row, form, status_of(form))
    answer = ANSWERS.get(request.POST.get("do", ""))
    if answer is None:
        form.add_error(None, _("Choose what to answer."))
        return applicant_page(request, row, form, UNPROCESSABLE)
    try:
        answer(by=actor_of(request), application=row, sentence=form.cleaned_data["sentence"])
    except Refused as refusal:
        beside(form, refusal)
        row = found(own_application(user_of(request), pk))
        return applicant_page(request, row, form, CONFLICT)
    messages.success(request, _("Done. The applicant is told."))
    return redirect("workshops:host_opening", pk=row.opening_id)


def applicant_page(
    request: HttpRequest, row: Application, form: AnswerForm, status: int
) -> HttpResponse:
    """The applicant beside the form of the answer."""
    context: dict[str, Any] = {
        "application": row,
        "title": named(row.opening, "title"),
        "callable": normal_phone(row.phone),
        "undecided": row.state in UNDECIDED,
        "invited": row.state == ApplicationState.INVITED,
        "hired": row.state == ApplicationState.HIRED,
        "form": form,
    }
    return render(request, "workshops/host_applicant.html", context, status=status)
