"""The measures of space for service: of a period from the rows that count in it, of a quarter from
the statements that were published."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy

from gaoqiao.reports.figures import Kind
from gaoqiao.reports.periods import PeriodKind
from gaoqiao.reports.queries.measure import Column, Source, measures_in
from residents.bilingual import local
from residents.windows import Window
from services.ledger_words import promised_words, what_words
from services.models import Agreement, Delivery, Grant, Obligation, Reduction, Statement
from services.periods import GRACE, SHOWN_FIRST
from services.queries import measured_ledger as measured

ROOM = "services"
YUAN = npgettext_lazy("unit", "yuan", "yuan")
WAIVED, ACCEPTED = _("waived"), _("accepted value")
NUMBER, PARTNER, PLACE = _("number"), _("partner organisation"), _("place")


def of_agreement(path: Callable[[Any], Agreement]) -> tuple[Column, ...]:
    """The columns that say under which agreement a row is."""
    return (
        Column("number", NUMBER, lambda row: path(row).number),
        Column("partner", PARTNER, lambda row: local(path(row).partner)),
        Column("place", PLACE, lambda row: local(path(row).place)),
    )


def source(rows: Any, path: Callable[[Any], Agreement], *columns: Column, **more: Any) -> Source:
    """A table of the ledger, each row of which opens the page of its agreement."""
    values = {"address": lambda row: reverse("services:agreement", args=[path(row).number]), **more}
    return Source(rows, lambda row: path(row).place, (*of_agreement(path), *columns), **values)


AGREEMENTS = source(
    lambda: Agreement.objects.select_related("place", "partner"),
    lambda one: one,
    Column("title", _("title"), lambda one: local(one, "title")),
    Column("from", _("from"), lambda one: one.since),
    Column("state", _("state"), lambda one: one.get_state_display()),
)
GRANTS = source(
    lambda: Grant.objects.select_related(measured.OF_TERM, "agreement__partner", "venue"),
    lambda grant: grant.agreement,
    Column("what", _("what"), lambda grant: what_words(grant.what, grant.words)),
    Column("venue", _("venue"), lambda grant: local(grant.venue)),
    Column("market_value_a_month", _("market value a month"), lambda grant: grant.market_monthly),
    Column("charged_a_month", _("charged a month"), lambda grant: grant.charged_monthly),
)
OBLIGATIONS = source(
    lambda: Obligation.objects.select_related(measured.OF_TERM, "agreement__partner"),
    lambda one: one.agreement,
    Column("name", _("name"), local),
    Column("agreed", _("agreed"), promised_words),
    Column("value_of_a_unit", _("value of a unit"), lambda one: one.unit_value),
)
DELIVERIES = source(
    lambda: Delivery.objects.select_related(measured.OF_DELIVERY, "obligation__agreement__partner"),
    lambda row: row.obligation.agreement,
    Column("name", _("name"), lambda row: local(row.obligation)),
    Column("date", _("Date"), lambda row: row.day),
    Column("quantity", _("quantity"), lambda row: row.quantity),
    Column("unit", _("unit"), lambda row: row.obligation.unit_words),
    Column("value", _("value"), lambda row: row.value),
)
REDUCTIONS = source(
    lambda: Reduction.objects.select_related(
        measured.OF_REDUCTION, "delivery__obligation__agreement__partner"
    ),
    lambda row: row.delivery.obligation.agreement,
    Column("name", _("name"), lambda row: local(row.delivery.obligation)),
    Column("date", _("Date"), lambda row: row.delivery.day),
    Column("quantity_taken_off", _("quantity taken off"), lambda row: row.quantity),
    Column("reason", _("reason"), lambda row: row.reason),
    Column("value_taken_off", _("value taken off"), lambda row: row.value),
)
STATEMENTS = source(
    lambda: Statement.objects.select_related(measured.OF_TERM, "agreement__partner"),
    lambda one: one.agreement,
    Column("statement", _("Statement"), lambda one: one.number),
    Column("from", _("from"), lambda one: one.since),
    Column("verdict", _("verdict"), lambda one: one.get_verdict_display()),
    address=lambda one: reverse("services:statement", args=[one.number]),
)


def both(window: Window, agreements: list[Agreement]) -> Callable[[Agreement], tuple[Any, Any]]:
    """What is accepted under an agreement in the period, and what it waives."""
    found = measured.in_window(window, agreements)
    return lambda one: (found[one.pk].accepted, found[one.pk].waived)


def amount(field: str) -> Callable[[Window, list[Any]], Callable[[Any], Decimal]]:
    """A sum that stands on the row."""
    return lambda window, rows: lambda row: getattr(row, field)


def both_stated(window: Window, rows: list[Statement]) -> Callable[[Statement], tuple[Any, Any]]:
    """What a statement says was accepted and waived."""
    return lambda one: (one.accepted, one.waived)


measure = measures_in(ROOM, section="ledger")
# Statements close some days after their quarter, are the partners' for seven, and then public.
STATED: dict[str, Any] = {
    "period": PeriodKind.QUARTER,
    "days_after": (GRACE + SHOWN_FIRST).days + 1,
}

MEASURES = (
    measure(
        "agreements",
        _("Agreements of space for service"),
        _("Running at some time of the period."),
        AGREEMENTS,
        measured.running,
        units=npgettext_lazy("unit", "agreement", "agreements"),
    ),
    measure(
        "waived",
        _("Rent and other charges waived"),
        _("The monthly market value less what is charged, by the days of the period."),
        GRANTS,
        measured.granted,
        units=YUAN,
        kind=Kind.SUM,
        each=measured.waived_by_grant,
        adds=(WAIVED,),
    ),
    measure(
        "accepted",
        _("Value of services accepted"),
        _("Deliveries that count in the period with their corrections, less what was reduced."),
        OBLIGATIONS,
        measured.fulfilled,
        units=YUAN,
        kind=Kind.SUM,
        each=measured.value_by_obligation,
        adds=(ACCEPTED,),
    ),
    measure(
        "performance",
        _("Performance ratio"),
        _("The value accepted in the period over what was waived in it."),
        AGREEMENTS,
        measured.judged,
        units="%",
        kind=Kind.RATIO,
        each=both,
        adds=(ACCEPTED, WAIVED),
    ),
    measure(
        "deliveries",
        _("Deliveries counted"),
        _("Entered by partners, counting in the period, and not taken back."),
        DELIVERIES,
        measured.delivered,
        units=npgettext_lazy("unit", "delivery", "deliveries"),
    ),
    measure(
        "reductions",
        _("Deliveries reduced"),
        _("Reductions that count in the period and were not lifted."),
        REDUCTIONS,
        measured.reduced,
        units=npgettext_lazy("unit", "reduction", "reductions"),
    ),
    measure(
        "statements",
        _("Statements published"),
        _("Of agreements, about quarters inside the period, public when this was counted."),
        STATEMENTS,
        measured.stated,
        units=npgettext_lazy("unit", "statement", "statements"),
        **STATED,
    ),
    measure(
        "stated_waived",
        _("Waived, by the statements"),
        _("What the published statements of the quarter say was waived."),
        STATEMENTS,
        measured.stated,
        units=YUAN,
        kind=Kind.SUM,
        each=amount("waived"),
        adds=(WAIVED,),
        **STATED,
    ),
    measure(
        "stated_accepted",
        _("Accepted, by the statements"),
        _("What the published statements of the quarter say was accepted."),
        STATEMENTS,
        measured.stated,
        units=YUAN,
        kind=Kind.SUM,
        each=amount("accepted"),
        adds=(ACCEPTED,),
        **STATED,
    ),
    measure(
        "stated_performance",
        _("Performance ratio, by the statements"),
        _("Accepted over waived, of the published statements of the quarter together."),
        STATEMENTS,
        measured.stated,
        units="%",
        kind=Kind.RATIO,
        each=both_stated,
        adds=(ACCEPTED, WAIVED),
        **STATED,
    ),
)
