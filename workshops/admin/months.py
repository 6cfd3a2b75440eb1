"""Months that hosts handed in: to be signed or sent back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move, ScopedAdmin
from workshops.access import workshops as access
from workshops.actions.reporting import return_month, sign_month
from workshops.forms import staff as forms
from workshops.gain_words import gain_headline, month_words, yuan
from workshops.kinds import ReportState
from workshops.models import MonthReport
from workshops.queries.figures import gain_of_report
from workshops.queries.queues import QUEUES


def signs(user: Any, report: MonthReport) -> bool:
    """Offered while the month waits, and never to who handed it in."""
    waits = report.state == ReportState.SUBMITTED and report.submitted_by_id != user.pk
    return waits and access.may_keep(user, report.workshop)


def sign(by: Any, report: MonthReport, data: dict[str, Any]) -> MonthReport:
    """It holds."""
    return sign_month(by=by, report=report)


def send_back(by: Any, report: MonthReport, data: dict[str, Any]) -> MonthReport:
    """It does not, and why."""
    return return_month(by=by, report=report, reason=data["reason"])


@admin.register(MonthReport)
class MonthReportAdmin(ScopedAdmin):
    """Every version of the months of the workshops that the user keeps or oversees."""

    list_display = ("named", "month_shown", "headcount", "gain", "state", "withheld")
    list_filter = ("state",)
    search_fields = ("workshop__name",)
    ordering = ("-submitted_at", "-pk")
    queues = QUEUES
    queue_ordering = ("submitted_at", "pk")
    list_select_related = ("workshop__place", "workshop__host")
    empty_words = _("No month was handed in yet. Hosts report theirs on their own page.")
    fields = (
        *("named", "month_shown", "version", "state", "mode", "headcount", "paid", "before"),
        *("baseline_period", "baseline_method", "gain", "why", "reason", "withheld"),
    )
    readonly_fields = ("named", "month_shown", "paid", "before", "gain")
    moves = (
        Move(
            "sign",
            _("Sign"),
            forms.SureForm,
            sign,
            signs,
            primary=True,
            words=_("From now on the month counts, and everybody sees it, if it may be shown."),
        ),
        Move(
            "return",
            _("Send back"),
            forms.ReturnForm,
            send_back,
            signs,
            danger=True,
        ),
    )

    def visible(self, user: Any) -> QuerySet[MonthReport]:
        return access.staff_reports(user)

    def may_view(self, user: Any) -> bool:
        return access.may_open_staff(user)

    def brief(self, request: HttpRequest, row: MonthReport) -> list[tuple[Any, Any]]:
        return [
            (_("workshop"), self.named(row)),
            (_("month"), self.month_shown(row)),
            (_("people"), row.headcount),
            (_("total pay"), self.paid(row)),
            (_("Gain"), self.gain(row)),
        ]

    @admin.display(description=_("workshop"), ordering="workshop__name")
    def named(self, report: MonthReport) -> str:
        """Which workshop it is of."""
        return str(report.workshop)

    @admin.display(description=_("month"), ordering="month")
    def month_shown(self, report: MonthReport) -> str:
        """The month without a day."""
        return month_words(report.month)

    @admin.display(description=_("total pay"))
    def paid(self, report: MonthReport) -> str:
        """In yuan."""
        return yuan(report.total_pay)

    @admin.display(description=_("earlier pay on average"))
    def before(self, report: MonthReport) -> str:
        """In yuan a month."""
        return "—" if report.baseline_mean is None else yuan(report.baseline_mean)

    @admin.display(description=_("Gain"))
    def gain(self, report: MonthReport) -> str:
        """What it would say, or why it says nothing."""
        return gain_headline(gain_of_report(report))
