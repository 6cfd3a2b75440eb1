"""The Excel book of a report: its figures, the places beside each other, and the rows behind every
figure on a sheet of their own. For staff: rows tell more than the paper does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from foundation.sheets.workbook import Column, Sheet, write
from gaoqiao.reports.models import ReportPart, ReportRun
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.reports.queries.measures import measures_of
from gaoqiao.reports.queries.papers import part_words, places_under_headings, value_in_words
from gaoqiao.reports.queries.runs import figure_keys, in_order, lines_of, stored

AT_ONCE = 500
WIDE, USUAL, NARROW = 36.0, 18.0, 12.0


def book_of(run: ReportRun, values: dict[str, Any], parts: list[ReportPart]) -> bytes:
    """The file, written row by row."""
    out = io.BytesIO()
    with override(settings.LANGUAGE_CODE):
        write(out, sheets(run, values, parts))
    return out.getvalue()


def sheets(run: ReportRun, values: dict[str, Any], parts: list[ReportPart]) -> Iterator[Sheet]:
    """The sheets in their order."""
    yield Sheet(
        _("Figures"),
        [
            Column(_("Figure"), width=WIDE),
            Column(_("Value"), width=NARROW),
            Column(_("Unit")),
            Column(_("How it is counted"), width=WIDE),
        ],
        (
            [
                line.words,
                value_in_words(line) if line.told is None else line.told,
                line.unit,
                str(line.measure.means),
            ]
            for line in lines_of(values, run)
        ),
    )
    if len(parts) > 1:
        yield from by_place(run, parts)
    for measure in measures_of(run.definition.measures):
        yield Sheet(str(measure.words), columns_of(measure), rows_of(measure, parts))


def by_place(run: ReportRun, parts: list[ReportPart]) -> Iterator[Sheet]:
    """The places beside each other, in place order; a sheet for each heading, so that it can be
    printed."""
    for heading, measures in places_under_headings(run):
        yield Sheet(
            _("By place: %(heading)s") % {"heading": heading},
            [Column(_("Place"), width=WIDE)] + [Column(str(one.words)) for one in measures],
            [[part_words(run, part), *numbers(part, measures)] for part in parts],
        )


def numbers(part: ReportPart, measures: list[Measure]) -> list[Any]:
    """The numbers of a part."""
    return [stored(part, measure.key).figure.total for measure in measures]


def columns_of(measure: Measure) -> list[Column]:
    """What the sheet of a measure's rows shows."""
    piece = [Column(_("Part"))] if measure.group else []
    return piece + columns_of_rows(measure)


def columns_of_rows(measure: Measure) -> list[Column]:
    """The columns of a measure's rows, with room for what stands in them."""
    return [Column(column.heading, width=USUAL) for column in measure.source.columns]


def rows_of(measure: Measure, parts: list[ReportPart]) -> Iterator[list[Any]]:
    """The rows behind a measure, read a few hundred at a time."""
    for key in figure_keys(measure, parts):
        found = [stored(part, key) for part in parts]
        label = next((one.label for one in found if one.label), "")
        keys = [one for part in found for one in part.keys]
        for start in range(0, len(keys), AT_ONCE):
            for row in in_order(measure, keys[start : start + AT_ONCE]):
                cells = [column.value(row) for column in measure.source.columns]
                yield [label, *cells] if measure.group else cells
