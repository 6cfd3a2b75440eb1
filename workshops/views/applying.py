"""Applying for work, the slip, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.accounts.requests import actor_of
from foundation.answers import as_file, beside
from foundation.refusals import Refused, TooMany
from foundation.throttle import actions as throttle
from residents.lookup_codes import shown_code
from residents.queries.reporters import person_of
from residents.views import slips
from residents.views.sending import printed_address
from residents.views.tracking import count_copy, found_by_code
from workshops.access.openings import may_apply_for_others
from workshops.actions.applying import apply_for, withdraw_application
from workshops.actions.forgetting import forget_own_application, take_application_data
from workshops.forms.applying import ApplyForm, SlipForm, normal_number
from workshops.kinds import UNDECIDED
from workshops.models import Application, Opening
from workshops.queries.own_data import may_be_forgotten
from workshops.queries.slips import application_of_codes
from workshops.views.public import opening_or_404, shown_opening

SENT, SENT_WITHIN = 20, timedelta(hours=1)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """One page: name, number, a few words, consent."""
    opening = opening_or_404(request, pk)
    for_others = may_apply_for_others(request.user, opening)
    if request.method != "POST":
        first = {"client_key": uuid4().hex, "on_behalf": for_others}
        return apply_page(request, opening, ApplyForm(initial=first, for_others=for_others))
    form = ApplyForm(request.POST, for_others=for_others)
    if not form.is_valid():
        return apply_page(request, opening, form, 422)
    try:
        application = send(request, opening, form)
    except Refused as refusal:
        beside(form, refusal)
        return apply_page(request, opening, form, 409)
    use = "print" if application.entered_by_id else "follow"
    response = redirect("workshops:application_slip", number=application.number)
    return slips.remember(request, response, application, use=use)


def send(request: HttpRequest, opening: Opening, form: ApplyForm) -> Application:
    """Store the application, once for the key of its page."""
    data = form.cleaned_data
    on_behalf = bool(data.get("on_behalf"))
    by = actor_of(request, channel="window" if on_behalf else "web")
    if by.user is None and not throttle.claim(
        "job.apply", by.address, limit=SENT, window=SENT_WITHIN
    ):
        raise TooMany(_("Many applications came from here within the hour. Please call."))
    return apply_for(
        by=by,
        opening=opening,
        name=data["name"],
        phone=data["phone"],
        words=data["words"],
        consent=data["consent"],
        person=None if on_behalf else person_of(request.user),
        on_behalf=on_behalf,
        client_key=data["client_key"] or None,
    )


def apply_page(
    request: HttpRequest, opening: Opening, form: ApplyForm, status: int = 200
) -> HttpResponse:
    """The form; the telephone alone where one can no longer apply."""
    context = shown_opening(opening) | {"form": form}
    return render(request, "workshops/apply.html", context, status=status)


@never_cache
@require_safe
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """Number and code, and how to take the application back: to be kept, or printed."""
    shown = slips.shown(request)
    application = application_of_codes(number, shown)
    if application is None:
        return redirect("workshops:track")
    context = {
        "application": application,
        "code": shown_code(application.code),
        "on_behalf": shown[application.code] == "print",
        "track": printed_address("workshops:track"),
        **shown_opening(application.opening),
    }
    return render(request, "workshops/application_slip.html", context)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Number and code of the slip; five wrong codes, and one has to wait a quarter of an hour."""
    if request.method != "POST":
        form = SlipForm(initial={"number": normal_number(request.GET.get("number", ""))})
        return render(request, "workshops/track.html", {"form": form})
    form = SlipForm(request.POST)
    application, status = found_by_code(request, form, "job.track", application_of_codes)
    if application is None:
        return render(request, "workshops/track.html", {"form": form}, status=status)
    response = redirect("workshops:application", number=application.number)
    return slips.remember(request, response, application)


def followed(request: HttpRequest, number: str) -> Application:
    """The application that a slip shown here opens; else 404, whether it exists or not."""
    found = application_of_codes(number, slips.codes(request))
    if found is None:
        raise Http404
    return found


@never_cache
@require_safe
def application(request: HttpRequest, number: str) -> HttpResponse:
    """What became of an application."""
    return application_page(request, followed(request, number))


def application_page(
    request: HttpRequest, row: Application, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Where it stands, what the host says, and a button to take it back."""
    context = shown_opening(row.opening) | {
        "application": row,
        "undecided": row.state in UNDECIDED,
        "deletable": may_be_forgotten(row),
        "refusal": refusal,
    }
    return render(request, "workshops/application.html", context, status=status)


@never_cache
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take it back, with the slip that was shown here."""
    row = followed(request, number)
    try:
        withdraw_application(by=actor_of(request), application=row, code=row.code)
    except Refused as refusal:
        return application_page(request, followed(request, number), refusal.message, 409)
    return redirect("workshops:application", number=number)


@never_cache
@require_POST
def data(request: HttpRequest, number: str) -> HttpResponse:
    """A copy of what is held with it; or delete who applied, with the slip that was shown here."""
    row = followed(request, number)
    count_copy(request)
    by = actor_of(request)
    if request.POST.get("do") != "delete":
        return as_file(
            take_application_data(by=by, application=row, code=row.code), f"{number}.json"
        )
    try:
        forget_own_application(by=by, application=row, code=row.code)
    except Refused as refusal:
        return application_page(request, followed(request, number), refusal.message, 409)
    return redirect("workshops:application", number=number)
