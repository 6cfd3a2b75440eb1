"""Following a need: by number and code, its thread, and what one thinks of the answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from foundation.accounts.requests import actor_of
from foundation.answers import beside
from foundation.refusals import Refused
from residents.access.reporters import is_reporter
from residents.actions.answering import rate_need
from residents.forms.following import RatingForm, TrackForm
from residents.forms.working import WorkForm
from residents.models import Need, Rating
from residents.need_numbers import normal_number
from residents.queries.need_page import need_of_codes, need_page, opened_need
from residents.queries.reporters import person_of
from residents.views import slips
from residents.views.tracking import found_by_code


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def track(request: HttpRequest) -> HttpResponse:
    """Number and code of the slip; five wrong codes, and one has to wait a quarter of an hour."""
    if request.method != "POST":
        number = normal_number(request.GET.get("number", ""))
        form = TrackForm(initial={"number": number})
        return render(request, "residents/need_track.html", {"form": form})
    form = TrackForm(request.POST)
    need, status = found_by_code(request, form, "need.track", need_of_codes)
    if need is None:
        return render(request, "residents/need_track.html", {"form": form}, status=status)
    return slips.remember(request, redirect("residents:need", number=need.number), need)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Close the slips on this device, which may be somebody else's."""
    return slips.forget(redirect("residents:need_track"))


def opened(request: HttpRequest, number: str) -> Need:
    """The need, if this user or a slip shown here opens it; else 404, whether it exists or not."""
    need = opened_need(request.user, number, slips.codes(request))
    if need is None:
        raise Http404
    return need


@require_safe
def thread(request: HttpRequest, number: str) -> HttpResponse:
    """Where the need is, and everything that happened to it."""
    return thread_page(request, opened(request, number), RatingForm())


def thread_page(
    request: HttpRequest,
    need: Need,
    form: RatingForm,
    status: int = 200,
    work: WorkForm | None = None,
    refusal: str = "",
    slip: TrackForm | None = None,
) -> HttpResponse:
    """The thread, with the form of who rates it or of who works on it; stored by no cache when it
    shows more than everybody may see."""
    page = need_page(request.user, need, code=slips.code_for(request, need))
    if page.for_them:
        form.speak_of_them()
    forms = {"form": form, "work": work or WorkForm(), "slip": slip or TrackForm()}
    context = {"page": page, "need": need, "refusal": refusal, **forms}
    response = render(request, "residents/need_thread.html", context, status=status)
    patch_vary_headers(response, ["Cookie"])
    if page.own or page.words or not page.public or request.user.is_authenticated:
        add_never_cache_headers(response)
    return response


@never_cache
@sensitive_post_parameters("words")
@require_POST
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """What whoever raised the need thinks of the answer; "not satisfied" opens the next round."""
    need = opened(request, number)
    form = RatingForm(request.POST)
    if not form.is_valid():
        return thread_page(request, need, form, status=422)
    try:
        rate_need(
            by=actor_of(request),
            need=need,
            verdict=form.cleaned_data["verdict"],
            words=form.cleaned_data["words"],
            code=slips.code_for(request, need),
            rater=person_of(request.user) if is_reporter(request.user, need) else None,
        )
    except Refused as refusal:
        beside(form, refusal)
        return thread_page(request, opened(request, number), form, status=409)
    messages.success(request, thanks(form.cleaned_data["verdict"]))
    return redirect("residents:need", number=number)


def thanks(verdict: str) -> str:
    """What happens with a view that was given."""
    if verdict == Rating.Verdict.NOT_SATISFIED:
        return _("It is opened again. Those who work on it read what you wrote.")
    return _("Thank you. This need is closed.")
