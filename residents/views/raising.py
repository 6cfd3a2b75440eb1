"""Raising a need: one question a page, answers kept on the server, a way back everywhere."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from foundation.accounts.requests import actor_of
from foundation.answers import UNPROCESSABLE, sent, status_of
from foundation.throttle import actions as throttle
from residents.access.needs import may_raise_for_others
from residents.actions.raising import count_hand_off
from residents.bilingual import named
from residents.forms.raising import ContactForm, PlainForm, WhatForm, WhereForm
from residents.models import NeedCategory
from residents.queries.need_places import own_village
from residents.views import need_draft
from residents.views.need_draft import Answers

COUNTED, COUNTED_WITHIN = 30, timedelta(hours=1)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def what(request: HttpRequest) -> HttpResponse:
    """Page one: what it is about, perhaps its kind, perhaps photos; for staff, for whom."""
    answers = need_draft.load(request) or Answers()
    for_others = may_raise_for_others(request.user)
    if request.method != "POST":
        first = {} if answers.saved_at else {"channel": "window"}
        if not answers.category:  # a page that knows what it is about has said so
            first["category"] = request.GET.get("about", "")
        form = WhatForm(initial={**vars(answers), **first}, for_others=for_others)
        return what_page(request, answers, form)
    form = WhatForm(request.POST, request.FILES, for_others=for_others)
    if kind := form.hand_off():
        return handed_off(request, kind)
    right = form.is_valid()
    photos = form.photos_read()
    if photos is not None:
        answers.photos = len(photos)
    if right:
        answers.words = form.cleaned_data["words"]
        answers.category = form.cleaned_data["category"]
        answers.channel = form.cleaned_data.get("channel", "web")
        response: HttpResponse = redirect(after(request, "residents:need_where"))
    else:
        response = what_page(request, answers, form, status=UNPROCESSABLE)
    if right or photos is not None:
        need_draft.keep(request, response, answers, photos)
    return response


def what_page(
    request: HttpRequest, answers: Answers, form: WhatForm, status: int = 200
) -> HttpResponse:
    """Page one as it is shown."""
    context = {"form": form, "answers": answers}
    return render(request, "residents/need_what.html", context, status=status)


def handed_off(request: HttpRequest, kind: NeedCategory) -> HttpResponse:
    """The number to call: a count is kept and nothing else, not even a draft of before.

    What was typed goes back into the page, so that a wrong touch loses nothing.
    """
    actor = actor_of(request)
    counted = throttle.claim("need.hand_off", actor.address, limit=COUNTED, window=COUNTED_WITHIN)
    if counted:
        count_hand_off(by=actor, category=kind)
    context = {
        "kind": kind,
        "name": named(kind),
        "hint": named(kind, "hint"),
        "words": request.POST.get("words", ""),
        "channel": request.POST.get("channel", ""),
    }
    return need_draft.discard(request, render(request, "residents/need_call.html", context))


def after(request: HttpRequest, usual: str) -> str:
    """Where a page leads: back to the check, if that is where one came from."""
    return "residents:need_check" if request.POST.get("back_to") == "check" else usual


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def where(request: HttpRequest) -> HttpResponse:
    """Page two: the village, perhaps the spot."""
    return question(request, WhereForm, "residents/need_where.html", "residents:need_contact")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Page three: a number and a name, if one likes."""
    return question(request, ContactForm, "residents/need_contact.html", "residents:need_check")


def question(
    request: HttpRequest, form_class: type[PlainForm], template: str, then: str
) -> HttpResponse:
    """A page after the first: whoever has not said what it is about is sent there."""
    answers = need_draft.load(request)
    if answers is None or not answers.words:
        return redirect("residents:need_new")
    if answers.on_behalf and not answers.place:
        answers.place = own_village(request.user)
    form = form_class(sent(request), initial=vars(answers))
    if answers.on_behalf:
        form.speak_of_them()
    if not form.is_valid():
        context = {"form": form, "answers": answers}
        return render(request, template, context, status=status_of(form))
    for name, value in form.cleaned_data.items():
        setattr(answers, name, value)
    return need_draft.keep(request, redirect(after(request, then)), answers)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Throw the draft away and begin anew."""
    return need_draft.discard(request, redirect("residents:need_new"))
