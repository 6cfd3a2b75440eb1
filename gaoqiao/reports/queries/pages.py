"""Reports as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from foundation.digits import number_in
from gaoqiao.reports.figures import OVER_CASES, Kind
from gaoqiao.reports.models import ReportPart, ReportRun
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.reports.queries.papers import in_figures, places_under_headings, under_headings
from gaoqiao.reports.queries.runs import (
    Line,
    lines_of,
    parts_of,
    stored,
)
from residents.bilingual import named


@dataclass(frozen=True)
class Section:
    """The figures of a room."""

    heading: str
    lines: list[tuple[Line, str]]  # with the number in words


@dataclass(frozen=True)
class Cell:
    """A number in the table of the places, and the figure and part whose rows it opens."""

    number: str
    key: str
    part: int


@dataclass(frozen=True)
class Places:
    """The places beside each other, by the figures under one heading: few enough for a page."""

    heading: str
    heads: list[str]
    rows: list[tuple[Any, list[Cell]]]


@dataclass(frozen=True)
class Report:
    """A finished report: its sections, and the places by each of them."""

    sections: list[Section]
    places: list[Places]


def shown_report(run: ReportRun) -> Report:
    """What the page of a finished report shows. One query."""
    sections = [
        Section(heading, [(line, number_of(line)) for line in lines])
        for heading, lines in under_headings(lines_of(run.values, run))
    ]
    parts = parts_of(run)
    return Report(sections, by_place(run, parts) if len(parts) > 1 else [])


def by_place(run: ReportRun, parts: list[ReportPart]) -> list[Places]:
    """The numbers of each part, a table for each heading."""
    names = [(part_name(run, part), part) for part in parts]
    return [
        Places(
            heading,
            [str(measure.words) for measure in found],
            [(name, cells(part, found)) for name, part in names],
        )
        for heading, found in places_under_headings(run)
    ]


def number_of(line: Line) -> str:
    """The number of a figure as the page shows it."""
    return _("withheld") if line.withheld else in_figures(line.told)


def part_name(run: ReportRun, part: ReportPart) -> Any:
    """What a part is called: a village, or the rest of the town."""
    return _("The town itself") if part.place_id == run.place_id else named(part.place)


def cells(part: ReportPart, measures: list[Measure]) -> list[Cell]:
    """The numbers of a part."""
    return [
        Cell(in_figures(stored(part, measure.key).figure.total), measure.key, part.pk)
        for measure in measures
    ]


def part_asked(run: ReportRun, asked: str) -> ReportPart | None:
    """The part that an address names; None for the whole, or for nonsense."""
    key = number_in(asked)
    return run.parts.select_related("place").filter(pk=key).first() if key else None


def how_it_follows(line: Line) -> str:
    """How the number comes out of so many rows."""
    n, total = line.figure.n, in_figures(line.figure.total)
    kind = line.measure.kind
    if kind == Kind.SHARE:
        return _("%(part)s of %(all)s") % {"part": total, "all": n}
    if kind == Kind.RATIO:
        return f"{total} ÷ {in_figures(line.figure.base)}"
    if kind == Kind.STATED:
        return line.label
    if kind in (*OVER_CASES, Kind.SUM, Kind.PEOPLE):
        return _("%(total)s over %(all)s rows") % {"total": total, "all": n}
    return ""
