"""The measures of workshops: of people and pay only what was published."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext, npgettext_lazy
from django.utils.translation import gettext_lazy as _

from gaoqiao.reports.figures import Figure, Kind
from gaoqiao.reports.queries.measure import Column, Source, measures_in
from gaoqiao.reports.queries.of_needs import day
from residents.bilingual import local
from residents.windows import Window
from workshops.gain import Gain, Reason, gain_together
from workshops.gain_words import month_words, yuan
from workshops.kinds import Mode
from workshops.models import MonthReport, Opening, Workshop
from workshops.queries import measured
from workshops.queries.figures import gain_of_report

ROOM = "workshops"
PEOPLE = npgettext_lazy("unit", "person", "people")

WORKSHOPS = Source(
    rows=lambda: Workshop.objects.select_related("place", "host", "namesake"),
    place=lambda one: one.place,
    address=lambda one: reverse("workshops:workshop", args=[one.slug]),
    columns=(
        Column("name", _("name"), local),
        Column("place", _("place"), lambda one: local(one.place)),
        Column("kind", _("kind"), lambda one: one.get_kind_display()),
        Column("run_by", _("run by"), lambda one: local(one.host)),
        Column("named_after", _("named after"), lambda one: local(one.namesake)),
    ),
)


def gain_of_row(report: MonthReport) -> Any:
    """The gain of a month in whole yuan, or why there is none."""
    gain = gain_of_report(report)
    return gain.value if isinstance(gain, Gain) else str(gain.label)


MONTHS = Source(
    rows=lambda: MonthReport.objects.select_related("workshop__place", "workshop__host"),
    place=lambda report: report.workshop.place,
    address=lambda report: reverse("workshops:workshop", args=[report.workshop.slug]),
    columns=(
        Column("workshop", _("workshop"), lambda report: local(report.workshop)),
        Column("place", _("place"), lambda report: local(report.workshop.place)),
        Column("month", _("month"), lambda report: month_words(report.month)),
        Column("people", _("people"), lambda report: report.headcount),
        Column("total_pay", _("total pay"), lambda report: report.total_pay),
        Column(
            "earlier_pay_on_average",
            _("earlier pay on average"),
            lambda report: report.baseline_mean,
        ),
        Column("more_a_month", _("more a month"), gain_of_row),
    ),
)
OPENINGS = Source(
    rows=lambda: Opening.objects.select_related("workshop__place"),
    place=lambda opening: opening.workshop.place,
    address=lambda opening: reverse("workshops:job", args=[opening.pk]),
    columns=(
        Column("what_work", _("what work"), lambda opening: local(opening, "title")),
        Column("workshop", _("workshop"), lambda opening: local(opening.workshop)),
        Column("place", _("place"), lambda opening: local(opening.workshop.place)),
        Column("people_wanted", _("people wanted"), lambda opening: opening.wanted),
        Column("offered", _("offered"), lambda opening: day(opening.created_at)),
        Column("state", _("state"), lambda opening: opening.get_state_display()),
    ),
)


def heads(window: Window, rows: list[MonthReport]) -> Callable[[MonthReport], int]:
    """How many people worked in a month."""
    return lambda report: report.headcount


def defined(mode: str, period: str, method: str) -> tuple[str, str]:
    """What a gain is reckoned by, as a key and in words."""
    digest = hashlib.sha256(f"{mode}\n{period}\n{method}".encode()).hexdigest()
    return digest[:12], " · ".join([str(Mode(mode).label), *filter(None, (period, method))])


def definition(report: MonthReport) -> tuple[str, str]:
    """The definition of a month's gain: months of the same one can be told together."""
    return defined(report.mode, report.baseline_period, report.baseline_method)


def definitions() -> list[tuple[str, str]]:
    """Every definition of a month that was published. One query."""
    names = ("mode", "baseline_period", "baseline_method")
    rows = MonthReport.objects.signed().published().order_by(*names)
    return [defined(*found) for found in rows.values_list(*names).distinct()]


def gain_of_rows(reports: Any) -> Gain | Reason | None:
    """The gain of months of one definition, or why there is none."""
    found = [report.stated for report in reports]
    return gain_together(found) if found else None


def gain(reports: Any) -> Figure:
    """The gain over its people; nothing where it may not be told."""
    found = gain_of_rows(reports)
    return Figure(found.number, found.value) if isinstance(found, Gain) else Figure()


def stated(reports: list[MonthReport]) -> str:
    """All that it takes to understand the gain, or why there is none."""
    found = gain_of_rows(reports)
    if not isinstance(found, Gain):
        return str(found.label) if found else ""
    return gettext(
        "%(mode)s; before: %(baseline)s a month (%(period)s, %(method)s); now: %(mean)s;"
        " %(n)s people"
    ) % {
        "mode": Mode(found.mode).label,
        "baseline": yuan(found.baseline),
        "period": found.period,
        "method": found.method,
        "mean": yuan(found.mean),
        "n": number_format(found.number, 0),
    }


measure = measures_in(ROOM)

MEASURES = (
    measure(
        "workshops",
        _("Workshops"),
        _("Running on the last day of the period."),
        WORKSHOPS,
        measured.running,
        units=npgettext_lazy("unit", "workshop", "workshops"),
    ),
    measure(
        "employed",
        _("People employed"),
        _("In the newest published month of each workshop, none later than the period."),
        MONTHS,
        measured.employing,
        units=PEOPLE,
        kind=Kind.SUM,
        each=heads,
        adds=(_("people"),),
    ),
    measure(
        "gain",
        _("What they earn more on average"),
        _("Pay of those months by people, less what they earned a month before."),
        MONTHS,
        measured.employing,
        units=npgettext_lazy("unit", "yuan a month", "yuan a month"),
        kind=Kind.STATED,
        whole=gain,
        group=definition,
        pieces=definitions,
        states=stated,
    ),
    measure(
        "openings",
        _("Work offered"),
        _("Openings made public in the period."),
        OPENINGS,
        measured.offered,
        units=npgettext_lazy("unit", "opening", "openings"),
    ),
    measure(
        "hired",
        _("People hired"),
        _("Hired in the period through the portal; told in fives, and not below five."),
        OPENINGS,
        measured.hiring,
        units=PEOPLE,
        kind=Kind.PEOPLE,
        each=measured.hired_for,
        adds=(_("hired"),),
    ),
)
