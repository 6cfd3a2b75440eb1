"""Closed quarters as the staff see them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move
from residents.admin.moves import calls
from residents.forms.moves import MoveForm
from services.access import agreements as access
from services.actions import statements
from services.admin.deliveries import LedgerAdmin
from services.ledger_words import quarter_words, ratio_words, yuan
from services.models import Agreement, Statement
from services.queries.queues import QUEUES
from services.ratio import performance_ratio


def publishes(user: Any, row: Statement) -> bool:
    """Offered once the partner has had it for seven days."""
    due = row in QUEUES["to_publish"].rows(user)
    return due and access.may_keep_agreement(user, row.agreement)


@admin.register(Statement)
class StatementAdmin(LedgerAdmin):
    """Closed quarters, with what the partner says to them."""

    list_display = ("number", "partner", "quarter", "ratio", "verdict", "publish_on", "answered")
    list_filter = ("verdict",)
    search_fields = ("number", "agreement__partner__name", "agreement__partner__pinyin")
    ordering = ("-since", "agreement__place__path", "pk")
    queues = QUEUES
    queue_ordering = ("publish_on", "pk")
    fields = (
        *("number", "partner", "quarter", "shown_waived", "shown_accepted", "ratio", "verdict"),
        *("floor", "answer", "frozen_at", "publish_on", "published_at", "page"),
    )
    readonly_fields = fields
    empty_words = _("No quarter is closed yet. The clock closes each one three days after its end.")
    empty_step = (_("See the agreements"), Agreement)
    moves = (
        Move(
            "publish",
            _("Publish"),
            MoveForm,
            calls(statements.publish_statement, "statement"),
            publishes,
            primary=True,
        ),
    )

    def brief(self, request: HttpRequest, row: Statement) -> list[tuple[Any, Any]]:
        return [(_("The partner's answer"), row.answer or "—")]

    def visible(self, user: Any) -> QuerySet[Statement]:
        rows = access.staff_statements(user).defer("lines")
        return rows.select_related("agreement__partner", "agreement__place")

    @admin.display(description=_("partner organisation"))
    def partner(self, row: Statement) -> str:
        """Whose quarter it was."""
        return str(row.agreement.partner)

    @admin.display(description=_("Quarter"), ordering="since")
    def quarter(self, row: Statement) -> str:
        """Which one."""
        return quarter_words(row.since)

    @admin.display(description=_("Ratio"))
    def ratio(self, row: Statement) -> str:
        """Accepted value ÷ what was waived."""
        return ratio_words(performance_ratio(row.accepted, row.waived))

    @admin.display(description=_("Floor"), ordering="floor_percent")
    def floor(self, row: Statement) -> str:
        """The ratio below which it may not fall."""
        return "—" if row.floor_percent is None else f"{row.floor_percent}%"

    @admin.display(description=_("Waived, yuan"))
    def shown_waived(self, row: Statement) -> str:
        """To the cent."""
        return yuan(row.waived)

    @admin.display(description=_("Accepted value, yuan"))
    def shown_accepted(self, row: Statement) -> str:
        """To the cent."""
        return yuan(row.accepted)

    @admin.display(description=_("Answered"))
    def answered(self, row: Statement) -> str:
        """Whether the partner has answered."""
        return str(_("Yes") if row.answer else _("No"))

    @admin.display(description=_("The paper"))
    def page(self, row: Statement) -> str:
        """Where it is read and printed."""
        address = reverse("services:statement", args=[row.number])
        return format_html('<a href="{}">{}</a>', address, _("See the page"))
