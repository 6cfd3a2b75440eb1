"""The public ledger: all agreements, one of them, and the statement of a quarter."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.site import queries as site
from services import ledger_words as said
from services.models import Agreement
from services.queries import agreement_list, agreement_page
from services.queries.agreement_words import (
    quoted,
    shown_amendments,
    shown_approval,
    shown_grant,
    shown_investment,
    shown_line,
    shown_obligation,
    shown_page,
    shown_reduction,
    shown_row,
    shown_statement,
)
from services.queries.quarter_words import points, shown, shown_quarters

INVESTED = "spaces-invested"  # the quoted figure that stands beside the computed sum


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    """Every agreement: what is waived, what comes of it, and the ratio of the two."""
    found = agreement_list.ledger_of(request.user, request.GET.get("page"), timezone.localdate())
    context = {
        "rows": [shown_row(row) for row in found.rows],
        "page": shown_page(found.page),
        "number": found.number,
        "running": shown(found.running),
        "closed": shown(found.closed) if found.closed else None,
        "quarters": shown_quarters(found.quarters, found.waiting),
        "points": points(found.quarters, found.waiting),
        "invested": said.yuan(found.invested),
        "quoted": quoted(site.figures(INVESTED).get(INVESTED)),
    }
    return render(request, "services/ledger.html", context)


@require_safe
def agreement(request: HttpRequest, number: str) -> HttpResponse:
    """One agreement, with every paper and row behind its figures."""
    found = agreement_or_404(request, number)
    page = agreement_page.page_of(request.user, found, timezone.localdate())
    context = shown_row(page.row) | {
        "statements": [shown(one) for one in reversed(page.row.quarters) if one.statement],
        "approvals": [shown_approval(paper) for paper in page.approvals],
        "amendments": shown_amendments(page.amendments, page.approvals, found),
        "grants": [shown_grant(grant) for grant in page.grants],
        "obligations": [shown_obligation(line) for line in page.obligations],
        "so_far": [shown_line(line) for line in page.so_far.obligations],
        "reductions": [shown_reduction(one) for one in page.reductions],
        "investments": [shown_investment(one) for one in page.investments],
        "invested": said.yuan(page.invested),
        "need": found.need,
    }
    return render(request, "services/agreement.html", context)


@require_safe
def statement(request: HttpRequest, number: str) -> HttpResponse:
    """The statement of a quarter, to be read and printed."""
    found = agreement_page.statement_of(request.user, number)
    if found is None:
        raise Http404
    return render(request, "services/statement.html", shown_statement(found))


def agreement_or_404(request: HttpRequest, number: str) -> Agreement:
    """The agreement of this address, if everybody may see it."""
    found = agreement_page.agreement_of(request.user, number)
    if found is None:
        raise Http404
    return found
