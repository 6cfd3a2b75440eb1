"""A post tells how a need goes that it has, and answers it: at the desk or not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from foundation.accounts.requests import actor_of
from foundation.actor import Actor
from foundation.answers import CONFLICT, UNPROCESSABLE, seen
from foundation.refusals import Refused, Stale, require
from foundation.revision.actions import on_seen
from residents.access.needs import holds_need
from residents.actions.answering import add_news, answer_need, start_need
from residents.forms.following import RatingForm
from residents.forms.working import ANSWERED, WorkForm
from residents.models import Need
from residents.stages import NeedState
from residents.views.following import opened, thread_page

NOT_BEGUN = (NeedState.ACCEPTED, NeedState.ASSIGNED)


@never_cache
@require_POST
def work(request: HttpRequest, number: str) -> HttpResponse:
    """News of a need, or its answer, by whoever holds the post that has it."""
    need = opened(request, number)
    require(holds_need(request.user, need), _("This need is with another post."))
    form = WorkForm(request.POST)
    if not form.is_valid():
        return thread_page(request, need, RatingForm(), UNPROCESSABLE, form)
    try:
        with on_seen(need, seen(request)):
            tell(actor_of(request), need, form.cleaned_data["state"], form.cleaned_data["sentence"])
    except (Refused, Stale) as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, refusal.message)
        return thread_page(request, opened(request, number), RatingForm(), CONFLICT, form)
    if form.cleaned_data["state"] == ANSWERED:
        messages.success(request, _("Answered. Whoever raised it is told, and asked for a view."))
    else:
        messages.success(request, _("Written down. Residents see it now."))
    return redirect("residents:need", number=number)


def tell(by: Actor, need: Need, state: str, sentence: str) -> None:
    """The answer; else the first word says that work has begun, and the next ones are news. A need
    that a body talks about stays before it."""
    if state == ANSWERED:
        answer_need(by=by, need=need, sentence=sentence)
    elif need.state in NOT_BEGUN:
        start_need(by=by, need=need, sentence=sentence)
    else:
        add_news(by=by, need=need, sentence=sentence)
