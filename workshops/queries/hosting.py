"""What a host's operators see: their months, their openings, who applied, and rows of people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet

from foundation.calendar.months import MONTHS, month_from
from workshops.access.openings import hosted_applications, hosted_openings
from workshops.access.workshops import hosted_employments, hosted_reports, hosted_workshops
from workshops.kinds import UNDECIDED, OpeningState, ReportState
from workshops.models import Application, Employment, MonthReport, Opening, Pay, Workshop
from workshops.queries.rows import worked_in

RECENT = timedelta(days=60)


@dataclass(frozen=True)
class Asked:
    """A month of a workshop that is over, and the report that stands for it."""

    month: date
    report: MonthReport | None

    @property
    def open(self) -> bool:
        """Whether the host has something to do."""
        return self.report is None or self.report.state == ReportState.RETURNED


@dataclass(frozen=True)
class Own:
    """One of the host's workshops with what there is to do."""

    workshop: Workshop
    months: list[Asked]
    openings: list[Opening]


def months_before(today: date, since: date) -> list[date]:
    """The last twelve months that are over, the newest first, from the beginning on."""
    months = (month_from(today, -ago) for ago in range(1, MONTHS + 1))
    return [month for month in months if month >= since.replace(day=1)]


def standing(reports: Iterable[MonthReport]) -> dict[date, MonthReport]:
    """The report that counts for each month: the newest that is not replaced."""
    found: dict[date, MonthReport] = {}
    for report in sorted(reports, key=lambda one: one.version):
        if report.state != ReportState.REPLACED:
            found[report.month] = report
    return found


def own_workshops(user: Any, today: date) -> list[Own]:
    """The workshops that the user speaks for. Four queries."""
    rows = hosted_workshops(user).select_related("host", "place")
    reports = Prefetch("reports", hosted_reports(user), to_attr="reported")
    undecided = hosted_applications(user).filter(state__in=UNDECIDED)
    applied = Prefetch("applications", undecided, to_attr="undecided")
    openings = hosted_openings(user).exclude(state=OpeningState.CLOSED)
    openings = openings.order_by("closes_on", "pk").prefetch_related(applied)
    found = rows.prefetch_related(reports, Prefetch("openings", openings, to_attr="offered"))
    return [own(workshop, today) for workshop in found]


def own(workshop: Any, today: date) -> Own:
    """One workshop as `own_workshops` read it."""
    reports = standing(workshop.reported)
    months = [Asked(m, reports.get(m)) for m in months_before(today, workshop.since)]
    return Own(workshop, months, workshop.offered)


def own_workshop(user: Any, slug: str) -> Workshop | None:
    """One of the workshops that the user speaks for."""
    return hosted_workshops(user).select_related("host", "place").filter(slug=slug).first()


def reports_of_month(user: Any, workshop: Workshop, month: date) -> list[MonthReport]:
    """Every version of a month, the newest first."""
    return list(hosted_reports(user).filter(workshop=workshop, month=month))


def last_report(user: Any, workshop: Workshop, month: date) -> MonthReport | None:
    """The newest report before a month: what its form begins with."""
    rows = hosted_reports(user).filter(workshop=workshop, month__lt=month)
    return rows.exclude(state=ReportState.REPLACED).first()


def own_opening(user: Any, key: int) -> Opening | None:
    """An opening of these workshops."""
    rows = hosted_openings(user).select_related("workshop__host", "workshop__place")
    return rows.filter(pk=key).first()


def applications_to(user: Any, opening: Opening) -> list[Application]:
    """Who applied, those undecided first."""
    rows = hosted_applications(user).filter(opening=opening).order_by("created_at", "pk")
    return sorted(rows, key=lambda one: one.state not in UNDECIDED)


def own_application(user: Any, key: int) -> Application | None:
    """Somebody who applied there."""
    rows = hosted_applications(user).select_related("opening__workshop__place")
    return rows.filter(pk=key).first()


def people_of(user: Any, workshop: Workshop, month: date) -> QuerySet[Employment]:
    """Who works or worked there in a month, with the pay that stands for it as `paid`."""
    paid = Pay.objects.filter(month=month, corrected_by__isnull=True)
    rows = hosted_employments(user).filter(worked_in(month), workshop=workshop)
    return rows.prefetch_related(Prefetch("pays", paid, to_attr="paid"))
