"""Published figures of workshops: every number is counted or summed over rows that hold.

A workshop's figure is that of its newest month that was published. What is withheld is nowhere:
not in a total either, or the total less its parts would tell it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from residents.models.place import in_ranges
from workshops.access.workshops import public_reports, visible_workshops
from workshops.gain import Gain, Reason, gain_of, gain_together
from workshops.models import MonthReport, Workshop


@dataclass(frozen=True)
class Figures:
    """What is known of several workshops together. `employed` counts only workshops with a
    published month: `counted` of `workshops`."""

    workshops: int
    named: int
    counted: int
    employed: int
    gain: Gain | Reason | None


def workshops_at(user: Any, paths: list[str] | None = None) -> QuerySet[Workshop]:
    """The workshops that everybody sees: all of them, or those in these places."""
    rows = visible_workshops(user)
    return rows if paths is None else rows.filter(in_ranges("place__path", paths))


def named_at(user: Any, paths: list[str] | None = None) -> QuerySet[Workshop]:
    """Those of them that are named after an organisation."""
    return workshops_at(user, paths).filter(namesake__isnull=False)


def newest_of(reports: QuerySet[MonthReport]) -> QuerySet[MonthReport]:
    """Of these months the newest of each workshop."""
    newest = reports.filter(workshop=OuterRef("workshop")).order_by("-month").values("pk")
    return reports.filter(pk=Subquery(newest[:1]))


def latest_reports(user: Any, paths: list[str] | None = None) -> QuerySet[MonthReport]:
    """The newest published month of each of them: `employed` is the sum of `headcount` over it."""
    rows = newest_of(public_reports(user))
    rows = rows if paths is None else rows.filter(in_ranges("workshop__place__path", paths))
    return rows.order_by("workshop__place__path", "workshop__slug")


def figures_of(user: Any, paths: list[str] | None = None) -> Figures:
    """All figures of the workshops together. Three queries."""
    reports = list(latest_reports(user, paths))
    return Figures(
        workshops=workshops_at(user, paths).count(),
        named=named_at(user, paths).count(),
        counted=len(reports),
        employed=sum(report.headcount for report in reports),
        gain=gain_together(report.stated for report in reports) if reports else None,
    )


def gain_of_report(report: MonthReport) -> Gain | Reason:
    """The gain of a month that was published, or what it lacks to be told."""
    return gain_of(report.stated)
