"""Workshops as reports count them: the rows behind each figure.

People and pay are those of published months alone: what is withheld is in no total, so that no
total less its parts, and no period less another, tells it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Count, Q, QuerySet

from residents.models.place import in_force
from residents.queries.measured import inside, over
from residents.windows import Window
from workshops.kinds import ApplicationState
from workshops.models import Application, MonthReport, Opening, Workshop
from workshops.queries.figures import newest_of


def running(window: Window) -> QuerySet[Workshop]:
    """Workshops that run on the last day of the period."""
    rows = Workshop.objects.filter(
        inside("place__path", window),
        in_force("ended_on", window.last),
        since__lt=window.until,
    )
    return rows.select_related("place", "host", "namesake").order_by("place__path", "slug")


def employing(window: Window) -> QuerySet[MonthReport]:
    """The newest published month of each of them, none later than the period."""
    months = MonthReport.objects.signed().published().filter(month__lt=window.until)
    rows = newest_of(months).filter(workshop__in=running(window).order_by().values("pk"))
    rows = rows.select_related("workshop__place", "workshop__host")
    return rows.order_by("workshop__place__path", "workshop__slug")


def offered(window: Window) -> QuerySet[Opening]:
    """Work offered in the period."""
    rows = Opening.objects.filter(
        inside("workshop__place__path", window), over("created_at", window)
    )
    return rows.select_related("workshop__place").order_by("workshop__place__path", "pk")


def hiring(window: Window) -> QuerySet[Opening]:
    """Work for which somebody was hired in the period."""
    hired = Application.objects.filter(over("decided_at", window), state=ApplicationState.HIRED)
    rows = Opening.objects.filter(
        inside("workshop__place__path", window), pk__in=hired.order_by().values("opening")
    )
    return rows.select_related("workshop__place").order_by("workshop__place__path", "pk")


def hired_for(window: Window, openings: Iterable[Opening]) -> Callable[[Opening], int]:
    """A function that says how many people were hired for an opening in the period. One query."""
    hired = Q(over("decided_at", window), state=ApplicationState.HIRED)
    rows = Application.objects.filter(hired, opening__in=openings).order_by()
    found = dict(rows.values_list("opening").annotate(number=Count("pk")))
    return lambda opening: found.get(opening.pk, 0)
