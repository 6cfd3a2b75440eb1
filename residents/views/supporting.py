"""One tap: that is mine, too; and taking it back."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from foundation.accounts.requests import actor_of
from foundation.refusals import Refused
from residents.actions.supporting import end_support, support_need
from residents.forms.following import RatingForm
from residents.models import Need
from residents.views import need_draft
from residents.views.following import opened, thread_page


@never_cache
@require_POST
def support(request: HttpRequest, number: str) -> HttpResponse:
    """Say it, or with `take_back` say it no more. With `instead` it was said on the last page of a
    need of one's own: the answers given there are forgotten, since they are not needed."""
    need = opened(request, number)
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("residents:need", args=[number]))
    try:
        say(request, need)
    except Refused as refusal:
        return thread_page(request, need, RatingForm(), status=409, refusal=refusal.message)
    response = redirect("residents:need", number=number)
    return need_draft.discard(request, response) if "instead" in request.POST else response


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
