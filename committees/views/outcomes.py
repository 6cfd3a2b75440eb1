"""What was agreed, and how it goes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from committees.access.bodies import owner_posts
from committees.actions.handing import hand_over
from committees.actions.outcomes import add_progress, end_outcome
from committees.forms.outcomes import HandOverForm, ProgressForm
from committees.queries.desk import outcomes_in_hand, outcomes_to_hand_over
from committees.views.door import desk_page
from foundation.accounts.requests import actor_of, user_of
from foundation.answers import (
    CONFLICT,
    UNPROCESSABLE,
    beside,
    done,
    expect_newest,
    sent,
    status_of,
)
from foundation.refusals import Refused, Stale
from foundation.revision.actions import on_seen


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in a sentence how an outcome goes, or that it ended: whoever holds its post, at the desk
    or not, and the body that agreed it."""
    outcome = get_object_or_404(outcomes_in_hand(user_of(request)), pk=pk)
    first = {"revision": outcome.revision}
    form = ProgressForm(sent(request), initial=first)
    status = 200
    if request.method == "POST" and form.is_valid():
        data, by = form.cleaned_data, actor_of(request)
        try:
            if data["state"] == "open":
                with on_seen(outcome, data["revision"]):
                    add_progress(by=by, resolution=outcome, sentence=data["sentence"])
            else:
                how = {name: data[name] for name in ("revision", "state")}
                end_outcome(by=by, resolution=outcome, how=data["sentence"], **how)
        except Stale as stale:
            status = CONFLICT
            beside(form, stale)
            expect_newest(form, stale)
        except Refused as refusal:
            beside(form, refusal)
        else:
            goes_on = data["state"] == "open"
            to = ("committees:outcome_progress", pk) if goes_on else ("committees:outcome_list",)
            return done(request, _("Written down. Residents see it now."), *to)
    if form.errors and status == 200:
        status = UNPROCESSABLE
    context = {
        "outcome": outcome,
        "form": form,
        "news": list(outcome.progress.select_related("post").order_by("-at", "-pk")),
        "today": timezone.localdate(),
        "hands": outcomes_to_hand_over(user_of(request)).filter(pk=pk).exists(),
    }
    return render(request, "committees/outcome_progress.html", context, status=status)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an outcome to another post, with the reason: for the body that agreed it."""
    outcome = get_object_or_404(outcomes_to_hand_over(user_of(request)), pk=pk)
    posts = owner_posts(outcome.item.meeting.lead).order_by("pk")
    form = HandOverForm(sent(request), posts=posts, initial={"revision": outcome.revision})
    status = status_of(form)
    if request.method == "POST" and form.is_valid():
        try:
            hand_over(by=actor_of(request), resolution=outcome, **form.cleaned_data)
        except Stale as stale:
            status = CONFLICT
            beside(form, stale)
            expect_newest(form, stale)
        except Refused as refusal:
            status = UNPROCESSABLE
            beside(form, refusal)
        else:
            return done(request, _("Handed over. Residents see it now."), "committees:outcome_list")
    context = {"outcome": outcome, "form": form, "today": timezone.localdate()}
    return render(request, "committees/outcome_hand_over.html", context, status=status)
