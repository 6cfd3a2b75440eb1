"""Deliveries, and what was taken off them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move, ScopedAdmin
from foundation.site.sums import many
from residents.admin.moves import calls
from services.access import agreements as access
from services.actions import reductions
from services.forms import terms as forms
from services.ledger_words import yuan
from services.models import Agreement, Delivery, Reduction
from services.queries.accepted import accepted_quantity
from services.terms import DeliveryKind


class LedgerAdmin(ScopedAdmin):
    """Rows of the ledger: looked up by who keeps or oversees agreements."""

    def may_view(self, user: Any) -> bool:
        return access.may_open_staff_agreements(user)


def reduces(user: Any, row: Delivery) -> bool:
    """Offered for what a partner entered, while something of it is accepted."""
    kept = access.may_keep_agreement(user, row.obligation.agreement)
    return row.kind == DeliveryKind.ENTRY and kept and accepted_quantity(row) > 0


def day_and_obligation(row: Delivery) -> str:
    """A delivery by its day and what it was."""
    return f"{date_format(row.day)} · {row.obligation}"


@admin.register(Delivery)
class DeliveryAdmin(LedgerAdmin):
    """What partners entered, the last first."""

    list_display = ("day", "agreement", "obligation", "shown_quantity", "kind", "at")
    list_filter = ("kind",)
    search_fields = ("obligation__agreement__number", "obligation__agreement__partner__name")
    ordering = ("-day", "-pk")
    fields = (
        *("agreement", "partner", "obligation", "day", "shown_quantity", "accepted", "shown_value"),
        *("kind", "why", "corrections", "taken_off", "note", "at"),
    )
    readonly_fields = fields
    empty_words = _("Nothing has been entered yet. Partners enter what they deliver.")
    empty_step = (_("See the agreements"), Agreement)
    moves = (
        Move(
            "reduce",
            _("Take something off"),
            forms.ReduceForm,
            calls(reductions.reduce_delivery, "delivery"),
            reduces,
            words=_("The partner sees the reason and can answer."),
        ),
    )

    def visible(self, user: Any) -> QuerySet[Delivery]:
        rows = access.staff_deliveries(user)
        return rows.select_related("obligation__agreement__partner", "obligation__agreement__place")

    def title_of(self, row: Delivery) -> str:
        return day_and_obligation(row)

    def brief(self, request: HttpRequest, row: Delivery) -> list[tuple[Any, Any]]:
        return [
            (_("partner organisation"), self.partner(row)),
            (_("obligation"), str(row.obligation)),
            (_("Accepted now"), self.accepted(row)),
        ]

    @admin.display(description=_("agreement"), ordering="obligation__agreement__number")
    def agreement(self, row: Delivery) -> str:
        """Under which agreement."""
        return row.obligation.agreement.number

    @admin.display(description=_("partner organisation"))
    def partner(self, row: Delivery) -> str:
        """By whom."""
        return str(row.obligation.agreement.partner)

    @admin.display(description=_("quantity"), ordering="quantity")
    def shown_quantity(self, row: Delivery) -> str:
        """With its unit."""
        return f"{many(row.quantity)} {row.obligation.unit_words}"

    @admin.display(description=_("Accepted now"))
    def accepted(self, row: Delivery) -> str:
        """With counter-entries, less what stands reduced."""
        return f"{many(accepted_quantity(row))} {row.obligation.unit_words}"

    @admin.display(description=_("value"))
    def shown_value(self, row: Delivery) -> str:
        """To the cent."""
        return _("%(sum)s yuan") % {"sum": yuan(row.value)}

    @admin.display(description=_("Corrections"))
    def corrections(self, row: Delivery) -> str:
        """The counter-entries, with their reasons."""
        lines = [f"{many(each.quantity)} · {each.why}" for each in row.corrections.all()]
        return "\n".join(lines) or "—"

    @admin.display(description=_("Taken off"))
    def taken_off(self, row: Delivery) -> str:
        """The reductions, with their reasons."""
        lines = [f"{many(each.quantity)} · {each.reason}" for each in row.reductions.all()]
        return "\n".join(lines) or "—"


def lifts(user: Any, row: Reduction) -> bool:
    """Offered while it stands, to who keeps the agreement."""
    agreement = row.delivery.obligation.agreement
    return not hasattr(row, "lift") and access.may_keep_agreement(user, agreement)


@admin.register(Reduction)
class ReductionAdmin(LedgerAdmin):
    """What was not accepted, and what the partner says to it."""

    list_display = ("at", "agreement", "delivered", "shown_quantity", "reason", "standing")
    search_fields = ("delivery__obligation__agreement__number", "reason")
    ordering = ("-at", "-pk")
    fields = ("agreement", "delivered", "shown_quantity", "reason", "answered", "standing", "at")
    readonly_fields = fields
    empty_words = _("Nothing was taken off.")
    empty_step = (_("See the deliveries"), Delivery)
    moves = (
        Move(
            "lift",
            _("Lift it"),
            forms.LiftForm,
            calls(reductions.lift_reduction, "reduction"),
            lifts,
            danger=True,
        ),
    )

    def visible(self, user: Any) -> QuerySet[Reduction]:
        rows = access.staff_reductions(user).select_related("answer", "lift")
        return rows.select_related("delivery__obligation__agreement__place")

    def title_of(self, row: Reduction) -> str:
        return f"{self.delivered(row)} −{self.shown_quantity(row)}"

    @admin.display(description=_("agreement"))
    def agreement(self, row: Reduction) -> str:
        """Under which agreement."""
        return row.delivery.obligation.agreement.number

    @admin.display(description=_("delivery"))
    def delivered(self, row: Reduction) -> str:
        """What it was taken off."""
        return day_and_obligation(row.delivery)

    @admin.display(description=_("quantity taken off"), ordering="quantity")
    def shown_quantity(self, row: Reduction) -> str:
        """With its unit."""
        return f"{many(row.quantity)} {row.delivery.obligation.unit_words}"

    @admin.display(description=_("The partner's answer"))
    def answered(self, row: Reduction) -> str:
        """What the partner says to it."""
        return row.answer.text if hasattr(row, "answer") else "—"

    @admin.display(description=_("Lifted"))
    def standing(self, row: Reduction) -> str:
        """Why it was withdrawn, if it was."""
        return row.lift.reason if hasattr(row, "lift") else "—"
