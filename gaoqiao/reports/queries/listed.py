"""Lists around forms to fill: the forms themselves, the places and the figures to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Max, Q, QuerySet

from gaoqiao.reports.models import FormBinding, FormTemplate, RunState
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.reports.queries.measures import MEASURES, figures_of, measures_of
from gaoqiao.reports.queries.papers import headings
from residents.models import Place

Choice = tuple[str, str, Measure]  # key, words and measure of a figure
LEVELS = (Place.Level.DISTRICT, Place.Level.TOWN, Place.Level.VILLAGE)


def form_rows(forms: QuerySet[FormTemplate]) -> QuerySet[FormTemplate]:
    """Forms that are filled, with `cells` (how many are bound) and `last` (the period that was
    filled last). One query."""
    return forms.filter(ended_at__isnull=True).annotate(
        cells=Count("bindings", filter=Q(bindings__ended_at__isnull=True), distinct=True),
        last=Max("fills__since", filter=Q(fills__state=RunState.DONE)),
    )


def figures_by_form(forms: QuerySet[FormTemplate]) -> dict[int, list[str]]:
    """The figures that go into the cells of forms, by form; nothing for lists that ship. One
    query."""
    rows = FormBinding.objects.filter(form__in=forms, ended_at__isnull=True)
    found: dict[int, list[str]] = {}
    for form, measure in rows.order_by("pk").values_list("form", "measure"):
        found.setdefault(form, []).append(measure)
    return found


def villages_first(places: QuerySet[Place]) -> QuerySet[Place]:
    """The towns and villages among places, in place order: forms are about no smaller ones."""
    return places.filter(level__in=LEVELS).order_by("path")


def figures_to_choose(period: str) -> list[tuple[str, list[Choice]]]:
    """The figures that can go into a cell of a form of this period, under the headings of reports;
    of a measure that is cut up, its pieces, below the others. One query for each that is cut up."""
    known = headings()
    groups: dict[str, list[Choice]] = {under: [] for under in known}
    for measure in sorted(measures_of(MEASURES), key=lambda one: one.pieces is not None):
        if measure.period in ("", period):
            found = [(key, words, measure) for key, words in figures_of(measure)]
            groups.setdefault(measure.under, []).extend(found)
    return [(known.get(under, under), found) for under, found in groups.items() if found]


def that_fit(
    groups: Iterable[tuple[str, list[Choice]]], asked: str, chosen: str = ""
) -> list[tuple[str, list[Choice]]]:
    """The figures whose words have all of these in them, and the one that is chosen already."""
    words = asked.casefold().split()

    def fits(choice: Choice) -> bool:
        key, said, measure = choice
        text = f"{said} {measure.means}".casefold()
        return key == chosen or all(word in text for word in words)

    fitting = [(heading, list(filter(fits, found))) for heading, found in groups]
    return [(heading, found) for heading, found in fitting if found]


def table_of(measure: Measure) -> str:
    """A name for the table that a measure counts from."""
    return str(measure.source.rows().model._meta.model_name)


def table_words(measure: Measure) -> str:
    """What its rows are called."""
    return str(measure.source.rows().model._meta.verbose_name)


def columns_to_choose(period: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The columns that rows can be poured by, under the name of each table."""
    tables = {table_of(one): one for one in measures_of(MEASURES) if one.period in ("", period)}
    return [
        (
            table_words(one),
            [(f"{table}.{column.key}", column.heading) for column in one.source.columns],
        )
        for table, one in tables.items()
    ]
