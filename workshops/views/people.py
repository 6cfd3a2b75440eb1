"""The host's pages: rows of each person, for a host that keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from foundation.accounts.requests import actor_of, user_of
from foundation.answers import CONFLICT, UNPROCESSABLE, beside
from foundation.refusals import Refused
from residents.bilingual import named
from workshops.actions.workers import add_worker, end_worker, record_pay
from workshops.forms.hosting import LeftForm, PayForm, WorkerForm, month_of
from workshops.gain_words import month_words
from workshops.kinds import Mode
from workshops.queries.hosting import months_before, own_workshop, people_of
from workshops.views.hosting import (
    found,
    host_page,
)


@host_page
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, slug: str, month: str) -> HttpResponse:
    """Who works there, each with the pay of a month; somebody new below."""
    user = user_of(request)
    workshop = found(own_workshop(user, slug))
    first = found(month_of(month))
    today = timezone.localdate()
    months = months_before(today, workshop.since)
    if workshop.mode != Mode.INDIVIDUAL or first not in months:
        raise Http404
    rows = {str(row.pk): row for row in people_of(user, workshop, first)}
    do, key = request.POST.get("do", ""), request.POST.get("row", "")
    new = WorkerForm(request.POST if do == "add" else None, prefix="new")
    shown = [forms_of(request, row, do if key == one else "") for one, row in rows.items()]
    status = 200
    if request.method == "POST":
        forms = {one["row"].pk: one for one in shown}
        status = act(
            request, workshop, first, do, new, forms.get(int(key)) if key in rows else None
        )
        if not status:
            messages.success(request, _("Written down."))
            return redirect("workshops:people", slug=slug, month=month)
    context = {
        "workshop": workshop,
        "name": named(workshop),
        "today": today,
        "month": month_words(first),
        "value": month,
        "months": [{"value": m.strftime("%Y-%m"), "label": month_words(m)} for m in months],
        "people": shown,
        "new": new,
    }
    return render(request, "workshops/host_people.html", context, status=status)


def forms_of(request: HttpRequest, row: Any, do: str) -> dict[str, Any]:
    """Somebody with the forms of their row; the one that was sent (`do`) is filled in."""
    paid = {"amount": row.paid[0].amount if row.paid else None}
    pay, left = (request.POST if do == name else None for name in ("pay", "left"))
    return {
        "row": row,
        "pay": PayForm(pay, prefix=f"pay{row.pk}", initial=paid),
        "left": LeftForm(left, prefix=f"left{row.pk}"),
    }


def act(
    request: HttpRequest,
    workshop: Any,
    month: Any,
    do: str,
    new: WorkerForm,
    one: dict[str, Any] | None,
) -> int:
    """Do what a button of the page says; 0 when it is done, else the status of the page."""
    by = actor_of(request)
    acts: dict[str, tuple[Any, Callable[[], Any]]] = {
        "add": (new, lambda: add_worker(by=by, workshop=workshop, **new.cleaned_data))
    }
    if one is not None:
        row, pay, left = one["row"], one["pay"], one["left"]
        acts["pay"] = (
            pay,
            lambda: record_pay(by=by, employment=row, month=month, **pay.cleaned_data),
        )
        acts["left"] = (left, lambda: end_worker(by=by, employment=row, **left.cleaned_data))
    if do not in acts:
        raise Http404
    form, call = acts[do]
    if not form.is_valid():
        return UNPROCESSABLE
    try:
        call()
    except Refused as refusal:
        beside(form, refusal)
        return CONFLICT
    return 0
