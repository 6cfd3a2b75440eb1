"""The host's pages: what there is to do, and a month to report."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from foundation.accounts.requests import actor_of, user_of
from foundation.answers import CONFLICT, beside, sent, status_of
from foundation.refusals import Refused, require
from residents.bilingual import named
from workshops.access.workshops import may_enter_host
from workshops.actions.reporting import report_month
from workshops.forms.hosting import MonthForm, month_of
from workshops.gain_words import gain_headline, month_words
from workshops.kinds import UNANSWERED, Mode, ReportState
from workshops.models import MonthReport, Workshop
from workshops.queries.figures import gain_of_report
from workshops.queries.hosting import (
    Asked,
    Own,
    last_report,
    months_before,
    own_workshop,
    own_workshops,
    reports_of_month,
    standing,
)
from workshops.queries.rows import sums_of

View = Callable[..., HttpResponse]


def host_page(view: View) -> View:
    """A page of hosts: for whoever speaks for an organisation; never cached."""

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        allowed = may_enter_host(user_of(request))
        require(allowed, _("These pages are for the operators of partners."))
        return view(request, *args, **kwargs)

    return never_cache(login_required(opened))


def found(row: Any) -> Any:
    """The row; 404 where there is none, or it is not the user's."""
    if row is None:
        raise Http404
    return row


@host_page
@require_safe
def work(request: HttpRequest) -> HttpResponse:
    """The workshops that I speak for: months to report, what was sent back, who applied."""
    own = own_workshops(user_of(request), timezone.localdate())
    return render(request, "workshops/host_work.html", {"own": [shown_own(one) for one in own]})


def shown_own(one: Own) -> dict[str, Any]:
    """One workshop of the host's page."""
    asked = [month for month in one.months if month.open]
    return {
        "workshop": one.workshop,
        "name": named(one.workshop),
        "keeps_rows": one.workshop.mode == Mode.INDIVIDUAL,
        "due": [shown_month(month) for month in asked[:3]],
        "older": len(asked[3:]),
        "months": [shown_month(month) for month in one.months if not month.open],
        "openings": [shown_opening(row) for row in one.openings],
    }


def shown_opening(row: Any) -> dict[str, Any]:
    """An offer of the host's page: how many wait for an answer, and how many are to come."""
    waiting = sum(one.state in UNANSWERED for one in row.undecided)
    invited = len(row.undecided) - waiting
    return {
        "opening": row,
        "title": named(row, "title"),
        "waiting": waiting,
        "invited": invited,
    }


def shown_month(asked: Asked) -> dict[str, Any]:
    """A month with what became of its report."""
    report = asked.report
    return {
        "value": asked.month.strftime("%Y-%m"),
        "label": month_words(asked.month),
        "report": report,
        "state": report.get_state_display() if report else "",
        "kept_back": report.get_withheld_display() if report and report.withheld else "",
        "returned": report.reason if report and report.state == ReportState.RETURNED else "",
    }


@host_page
@require_http_methods(["GET", "HEAD", "POST"])
def month(request: HttpRequest, slug: str, month: str) -> HttpResponse:
    """Report a month, or correct it; what was reported before stands beside."""
    user = user_of(request)
    workshop = found(own_workshop(user, slug))
    first = found(month_of(month))
    if first not in months_before(timezone.localdate(), workshop.since):
        raise Http404
    versions = reports_of_month(user, workshop, first)
    stands = standing(versions).get(first)
    correcting = stands is not None and stands.state == ReportState.SIGNED
    form = MonthForm(
        sent(request),
        initial=MonthForm.beginning(stands, last_report(user, workshop, first)),
        workshop=workshop,
        correcting=correcting,
    )
    if request.method != "POST" or not form.is_valid():
        status = status_of(form)
        return month_page(request, workshop, first, form, versions, status)
    try:
        report_month(by=actor_of(request), workshop=workshop, month=first, **form.cleaned_data)
    except Refused as refusal:
        beside(form, refusal)
        return month_page(request, workshop, first, form, versions, CONFLICT)
    messages.success(request, _("Handed in. The village's clerk signs it, or sends it back."))
    return redirect("workshops:work")


def month_page(
    request: HttpRequest,
    workshop: Workshop,
    first: date,
    form: MonthForm,
    versions: list[MonthReport],
    status: int,
) -> HttpResponse:
    """The form of a month, with the sums of the rows where those are kept."""
    rows = workshop.mode == Mode.INDIVIDUAL
    context = {
        "workshop": workshop,
        "name": named(workshop),
        "month": month_words(first),
        "value": first.strftime("%Y-%m"),
        "form": form,
        "sums": sums_of(workshop, first) if rows else None,
        "versions": [shown_version(one) for one in versions],
    }
    return render(request, "workshops/host_month.html", context, status=status)


def shown_version(report: MonthReport) -> dict[str, Any]:
    """A version of a month as the host sees it, with its gain whether it is published or not."""
    return {
        "report": report,
        "gain": gain_headline(gain_of_report(report)),
        "kept_back": report.get_withheld_display() if report.withheld else "",
    }
