"""What everybody reads of workshops and of work to be had."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from workshops.access.openings import pages_of_openings, visible_openings
from workshops.access.workshops import public_reports, visible_workshops
from workshops.gain import Gain, Reason
from workshops.models import MonthReport, Opening, Workshop
from workshops.queries.figures import gain_of_report, latest_reports

MOST = 200  # rows on one page: a town has tens of workshops, and openings end within half a year
MONTHS = 12


@dataclass(frozen=True)
class Row:
    """A workshop in the list, with its newest published month if there is one."""

    workshop: Workshop
    report: MonthReport | None
    openings: int


@dataclass(frozen=True)
class Month:
    """A published month of a workshop."""

    report: MonthReport
    gain: Gain | Reason


@dataclass(frozen=True)
class Page:
    """Everything that the page of a workshop shows."""

    workshop: Workshop
    months: list[Month]
    openings: list[Opening]


def workshop_rows(user: Any) -> list[Row]:
    """Every workshop in place order, never by its figures. Three queries."""
    workshops = visible_workshops(user).select_related("host", "namesake", "place", "venue")
    reports = {report.workshop_id: report for report in latest_reports(user)}
    counted = visible_openings(user).values("workshop").annotate(number=Count("pk")).order_by()
    openings = dict(counted.values_list("workshop", "number"))
    return [
        Row(workshop, reports.get(workshop.pk), openings.get(workshop.pk, 0))
        for workshop in workshops[:MOST]
    ]


def workshop_page(user: Any, slug: str) -> Page | None:
    """A workshop with its published months, the newest first. Three queries."""
    related = ("host", "namesake", "place", "venue", "need")
    workshop = visible_workshops(user).select_related(*related).filter(slug=slug).first()
    if workshop is None:
        return None
    reports = public_reports(user).filter(workshop=workshop).order_by("-month")[:MONTHS]
    openings = openings_with_workshop(visible_openings(user).filter(workshop=workshop))
    return Page(
        workshop,
        [Month(report, gain_of_report(report)) for report in reports],
        list(openings.order_by("closes_on", "pk")),
    )


def openings_found(user: Any, words: str = "") -> list[Opening]:
    """Work to be had, what closes soonest first; by words of it or of its workshop."""
    rows = openings_with_workshop(visible_openings(user))
    for word in words.split()[:5]:
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(words__icontains=word)
            | Q(workshop__name__icontains=word)
            | Q(workshop__place__name__icontains=word)
        )
    return list(rows.order_by("closes_on", "pk")[:MOST])


def opening_of(user: Any, key: int) -> Opening | None:
    """An opening by its key, also one that is closed."""
    return openings_with_workshop(pages_of_openings(user)).filter(pk=key).first()


def openings_with_workshop(rows: QuerySet[Opening]) -> QuerySet[Opening]:
    """With what their pages say of the workshop."""
    return rows.select_related("workshop__host", "workshop__place", "workshop__venue")
