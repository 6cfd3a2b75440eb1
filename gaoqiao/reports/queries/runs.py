"""Reports as the jobs and the pages read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from gaoqiao.reports.access import public_runs
from gaoqiao.reports.figures import Figure, read
from gaoqiao.reports.models import ReportPart, ReportRun
from gaoqiao.reports.queries.counting import Counted, all_counted, is_additive, together
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.reports.queries.measures import PART, measure_of, measures_of, words_of_pieces
from residents.models import Place, Post
from residents.models.place import in_force
from residents.queries.measured import apart_from
from residents.roles import Right, roles_with
from residents.windows import Window


@dataclass(frozen=True)
class Line:
    """A figure as pages and papers show it; `label` is empty but for pieces, and for what must be
    told with the number."""

    key: str
    measure: Measure
    figure: Figure
    label: str

    @property
    def words(self) -> str:
        """What is counted."""
        words = str(self.measure.words)
        return f"{words} · {self.label}" if self.label else words

    @property
    def told(self) -> Decimal | None:
        """The number, unless it is withheld or there is none."""
        return self.figure.told(self.measure.kind)

    @property
    def unit(self) -> str:
        """The unit beside the number."""
        return self.measure.unit_of(self.told)

    @property
    def withheld(self) -> bool:
        """Whether it is over too few cases to be told."""
        return self.figure.withheld(self.measure.kind)


@dataclass(frozen=True)
class RowsBehind:
    """What the number of a figure opens: the measure, the keys in place order, the number."""

    line: Line
    keys: list[int]


def report_towns(today: date) -> QuerySet[Place]:
    """The towns that the clock makes reports of: official ones with an office of their own that
    keeps reports, in place order. The list of divisions holds every town of the city."""
    keepers = Post.objects.filter(
        in_force("abolished_on", today),
        place=OuterRef("pk"),
        role__in=roles_with(Right.KEEP_REPORTS),
    )
    towns = Place.objects.counted().filter(level=Place.Level.TOWN, ended_on__isnull=True)
    return towns.filter(Exists(keepers))


def part_of(key: int) -> ReportPart:
    """A part with everything that counting it asks for."""
    rows = ReportPart.objects.select_related("run__definition", "run__place", "place")
    return rows.get(pk=key)


def run_of(key: int) -> ReportRun:
    """A report with everything that its files ask for."""
    rows = ReportRun.objects.select_related(
        "definition__plain", "definition__official", "place", "asked_by"
    )
    return rows.get(pk=key)


def window_of(part: ReportPart) -> Window:
    """The places and the period of a part."""
    run, place = part.run, part.place
    return Window((place.path,), run.since, run.until, apart_from(run.place, place))


def count_part(part: ReportPart) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The figures of a part, and the keys of the rows behind each: as they are stored."""
    values, rows = {}, {}
    for figures in all_counted(measures_of(part.run.definition.measures), window_of(part)):
        for key, found in figures.items():
            values[key] = {**found.figure.stored, "label": found.label}
            rows[key] = found.keys
    return values, rows


def parts_of(run: ReportRun) -> list[ReportPart]:
    """The parts in place order: the town itself, whose path is the shortest, comes last."""
    parts = list(run.parts.select_related("place"))
    return [part for part in parts if part.place_id != run.place_id] + [
        part for part in parts if part.place_id == run.place_id
    ]


def values_of(run: ReportRun, parts: list[ReportPart]) -> dict[str, Any]:
    """The figures of the whole, as they are stored: from those of the parts."""
    values: dict[str, Any] = {}
    for measure in measures_of(run.definition.measures):
        for key in figure_keys(measure, parts):
            found = together(measure, (stored(part, key) for part in parts))
            values[key] = {**found.figure.stored, "label": found.label}
    return values


def figure_keys(measure: Measure, parts: list[ReportPart]) -> list[str]:
    """The keys of a measure's figures: one, or one a piece that any part has."""
    if measure.group is None:
        return [measure.key]
    start = f"{measure.key}{PART}"
    return sorted({key for part in parts for key in part.values if key.startswith(start)})


def stored(part: ReportPart, key: str) -> Counted:
    """A figure of a part out of its columns; an empty one where the part has none."""
    value = part.values.get(key)
    if value is None:
        return Counted(Figure(), [])
    return Counted(read(value), part.rows.get(key, []), value["label"])


def lines_of(values: dict[str, Any], run: ReportRun) -> Iterator[Line]:
    """The figures in the order of the report; of rooms that are open now. One query for each
    measure that is cut up."""
    for measure in measures_of(run.definition.measures):
        pieces = words_of_pieces(measure)
        for key, value in values.items():
            if key.partition(PART)[0] == measure.key:
                yield Line(key, measure, read(value), pieces.get(key, value["label"]))


def rows_behind(run: ReportRun, key: str, part: ReportPart | None = None) -> RowsBehind | None:
    """What a number of a finished report opens, of the whole or of a part; None for an unknown
    figure. Three queries at most."""
    measure, parts = measure_of(key), [part] if part else parts_of(run)
    found = [stored(one, key) for one in parts]
    value = part.values.get(key) if part else run.values.get(key)
    if measure is None or value is None:
        return None
    keys = [one for counted_part in found for one in counted_part.keys]
    label = words_of_pieces(measure).get(key, value["label"])
    return RowsBehind(Line(key, measure, read(value), label), keys)


def in_order(measure: Measure, keys: list[int]) -> list[Any]:
    """These rows in the order of their keys; one that is gone is left out. One query."""
    rows = {row.pk: row for row in measure.by_keys(keys)}
    return [rows[key] for key in keys if key in rows]


def shown_by_place(run: ReportRun) -> list[Measure]:
    """The measures whose numbers stand in the table of the places: those that add up."""
    found = measures_of(run.definition.measures)
    return [measure for measure in found if is_additive(measure) and measure.group is None]


def published_runs() -> QuerySet[ReportRun]:
    """What everybody may read, the newest period first; of several versions only the last."""
    newest = (
        public_runs()
        .filter(definition=OuterRef("definition"), place=OuterRef("place"), since=OuterRef("since"))
        .order_by()
        .values("since")
        .annotate(last=Max("version"))
        .values("last")
    )
    rows = public_runs().filter(version=Subquery(newest[:1]))
    return rows.order_by("-since", "definition", "place__path")
