"""Agreements as the staff keep them: what is missing, the terms, the papers, the quarters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import ScopedAdmin
from residents.admin.columns import column
from residents.filters import VillageFilter
from services.access import agreements as access
from services.actions.agreements import draft_agreement
from services.admin.agreement_moves import AGREEMENT_MOVES
from services.approvals import missing
from services.forms.agreements import WRITTEN, NewAgreementForm
from services.ledger_words import quarter_words, span_words
from services.models import Agreement
from services.queries.agreement_page import page_of
from services.queries.agreement_words import (
    shown_amendments,
    shown_approval,
    shown_grant,
    shown_investment,
    shown_line,
    shown_obligation,
)
from services.queries.queues import QUEUES
from services.queries.readiness import readiness_of
from services.queries.statements import quarters_to_freeze
from services.terms import PUBLIC_STATES, AgreementState


@admin.register(Agreement)
class AgreementAdmin(ScopedAdmin):
    """Agreements of the places that the user keeps or oversees, drafts too."""

    list_display = ("number", column("title", _("title")), "partner", "place", "state", "last_day")
    list_filter = ("state", VillageFilter)
    search_fields = ("number", "title", "partner__name", "partner__pinyin", "partner__initials")
    ordering = ("place__path", "number")
    list_select_related = ("place", "partner")
    fields = ("number", "title", "state")
    readonly_fields = fields
    queues = QUEUES
    queue_ordering = ("until", "pk")
    empty_words = _("No agreement yet. Prepare the first one; it is public only once it begins.")
    moves = AGREEMENT_MOVES
    create_form = NewAgreementForm

    def visible(self, user: Any) -> QuerySet[Agreement]:
        return access.staff_agreements(user).select_related("place", "partner", "need")

    def may_view(self, user: Any) -> bool:
        return access.may_open_staff_agreements(user)

    def may_create(self, user: Any) -> bool:
        return access.may_keep_agreements_anywhere(user)

    def create(self, by: Any, data: dict[str, Any]) -> Agreement:
        return draft_agreement(by=by, **{name: data[name] for name in (*WRITTEN, "place")})

    @admin.display(description=_("Last day"), ordering="until")
    def last_day(self, agreement: Agreement) -> date:
        """The last day that it runs."""
        return agreement.over_on - timedelta(days=1)

    def brief(self, request: HttpRequest, row: Agreement) -> list[tuple[Any, Any]]:
        facts: list[tuple[Any, Any]] = [
            (_("partner organisation"), str(row.partner)),
            (_("Runs"), span_words(row.since, row.over_on)),
        ]
        if row.state == AgreementState.DRAFT:
            lacking = "\n".join(str(one.label) for one in missing(readiness_of(row)))
            facts.append((_("Still missing"), lacking or _("Nothing")))
        waiting = quarters_to_freeze(row, timezone.localdate())
        if row.state in PUBLIC_STATES and waiting:
            facts.append((_("Quarter to close"), quarter_words(waiting[0].since)))
        return facts

    def row_context(self, request: HttpRequest, row: Agreement) -> dict[str, Any]:
        today = timezone.localdate()
        page = page_of(request.user, row, today)
        running = row.state == AgreementState.RUNNING
        public = row.state in PUBLIC_STATES
        return {
            "row_template": "services/agreement_staff.html",
            "readiness": readiness_of(row) if row.state == AgreementState.DRAFT else [],
            "span": span_words(row.since, row.over_on),
            "grants": [shown_grant(grant) for grant in page.grants],
            "obligations": [shown_obligation(line) for line in page.obligations],
            "approvals": [shown_approval(paper) for paper in page.approvals],
            "amendments": shown_amendments(page.amendments, page.approvals, row),
            "so_far": [shown_line(line) for line in page.so_far.obligations] if running else [],
            "statements": row.statements.order_by("-since") if public else [],
            "investments": [shown_investment(one) for one in page.investments],
            "address": reverse("services:agreement", args=[row.number]) if public else "",
        }
