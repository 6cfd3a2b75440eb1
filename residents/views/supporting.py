"""Saying of somebody's need that one has it, too (附议), and taking it back: with one tap of an
account, or with number and code of an own slip."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from foundation.accounts.requests import actor_of
from foundation.answers import CONFLICT, beside, done
from foundation.refusals import Refused
from residents.actions.supporting import end_support, support_need
from residents.forms.following import RatingForm, TrackForm
from residents.models import Need
from residents.queries.need_page import need_of_codes
from residents.views import need_draft
from residents.views.following import opened, thread_page
from residents.views.tracking import found_by_code


@never_cache
@sensitive_post_parameters("code")
@require_POST
def support(request: HttpRequest, number: str) -> HttpResponse:
    """Say it, or with `take_back` say it no more. With `instead` it was said on the last page of a
    need of one's own: the answers given there are forgotten, since they are not needed."""
    need = opened(request, number)
    if not request.user.is_authenticated:
        return say_by_slip(request, need)
    try:
        say(request, need)
    except Refused as refusal:
        return thread_page(request, need, RatingForm(), status=CONFLICT, refusal=refusal.message)
    response = redirect("residents:need", number=number)
    return need_draft.discard(request, response) if "instead" in request.POST else response


def say_by_slip(request: HttpRequest, need: Need) -> HttpResponse:
    """Number and code of an own need stand for whoever raised it. Tries count with those of
    following a need: this is no second way to guess a code."""
    form = TrackForm(request.POST)
    own, status = found_by_code(request, form, "need.track", need_of_codes)
    if own is None:
        return thread_page(request, need, RatingForm(), status, slip=form)
    back = "take_back" in request.POST
    try:
        (end_support if back else support_need)(by=actor_of(request), need=need, code=own.code)
    except Refused as refusal:
        beside(form, refusal)
        return thread_page(request, need, RatingForm(), CONFLICT, slip=form)
    words = _("Your support is taken back.") if back else _("Thank you: your support is counted.")
    return done(request, words, "residents:need", need.number)


def say(request: HttpRequest, need: Need) -> None:
    """For oneself; or for whoever is at the window, as the answers given before tell."""
    answers = need_draft.load(request) if "instead" in request.POST else None
    if "take_back" in request.POST:
        end_support(by=actor_of(request), need=need)
    elif answers and answers.on_behalf:
        by = actor_of(request, channel=answers.channel)
        support_need(by=by, need=need, phone=answers.phone, name=answers.name, on_behalf=True)
    else:
        support_need(by=actor_of(request), need=need)
