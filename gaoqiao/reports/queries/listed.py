"""Lists around forms to fill: the forms themselves, the places and the figures to choose from."""

from __future__ import annotations

from django.db.models import Count, Max, Q, QuerySet

from gaoqiao.reports.models import FormTemplate, RunState
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.reports.queries.measures import MEASURES, measures_of
from residents.models import Place

LEVELS = (Place.Level.DISTRICT, Place.Level.TOWN, Place.Level.VILLAGE)


def form_rows(forms: QuerySet[FormTemplate]) -> QuerySet[FormTemplate]:
    """Forms that are filled, with `cells` (how many are bound) and `last` (the period that was
    filled last). One query."""
    return forms.filter(ended_at__isnull=True).annotate(
        cells=Count("bindings", filter=Q(bindings__ended_at__isnull=True), distinct=True),
        last=Max("fills__since", filter=Q(fills__state=RunState.DONE)),
    )


def villages_first(places: QuerySet[Place]) -> QuerySet[Place]:
    """The towns and villages among places, in place order: forms are about no smaller ones."""
    return places.filter(level__in=LEVELS).order_by("path")


def measures_to_choose() -> list[Measure]:
    """The figures that can go into a cell: one number each."""
    return [one for one in measures_of(MEASURES) if one.group is None]
