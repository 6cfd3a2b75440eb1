"""A form as its page draws it: the sheets as tables, or the fields of a Word file as a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from foundation.docx.filling import places_of
from foundation.sheets.book import address, place
from foundation.sheets.reading import Cell, Grid, cells_of
from gaoqiao.reports.lists import LISTS
from gaoqiao.reports.models import FormBinding, FormTemplate
from gaoqiao.reports.queries.filling import content_of, is_word
from gaoqiao.reports.queries.gaps import labels_of
from gaoqiao.reports.queries.preview import Bound

MOST_ROWS, MOST_COLUMNS = 120, 30  # that are drawn; a cell further off is asked for by its address


@dataclass(frozen=True)
class Drawn:
    """A cell or a field: what stands in it, what it is called, and what is bound to it."""

    at: str
    name: str
    text: str
    label: str = ""
    across: int = 1
    down: int = 1
    closed: bool = False  # reckoned by the form itself
    bound: Bound | None = None


@dataclass(frozen=True)
class DrawnSheet:
    """A sheet: the letters of its columns, and its rows with their numbers."""

    name: str
    letters: list[str]
    rows: list[tuple[int, list[Drawn]]]
    cut: bool  # whether it reaches further than is drawn


@dataclass(frozen=True)
class DrawnForm:
    """A form: sheets for Excel, fields for Word."""

    sheets: list[DrawnSheet]
    fields: list[Drawn]

    def find(self, at: str) -> Drawn | None:
        """The cell or field of a target, if it is drawn."""
        cells = [cell for sheet in self.sheets for _number, row in sheet.rows for cell in row]
        return next((one for one in [*cells, *self.fields] if one.at == at), None)


def drawn_form(form: FormTemplate, cells: Iterable[Bound] = ()) -> DrawnForm:
    """The form with what is bound to its cells. Raises `Unfit`."""
    bound = {one.binding.target: one for one in cells}
    data = content_of(form)
    if is_word(form):
        fields = [drawn_field(name, bound.get(name)) for name in places_of(data)]
        return DrawnForm([], fields)
    return DrawnForm([drawn_sheet(grid, bound) for grid in cells_of(data)], [])


def drawn_field(name: str, bound: Bound | None) -> Drawn:
    """A field of a Word file, or a column of a list in one."""
    return Drawn(name, name, "", bound=bound)


def drawn_sheet(grid: Grid, bound: dict[str, Bound]) -> DrawnSheet:
    """A sheet of an Excel file, as far as it is drawn."""
    labels, columns = labels_of(grid), min(len(grid.widths), MOST_COLUMNS)
    rows = [
        (number, [drawn_cell(grid, one, labels, bound) for one in row if column(one) <= columns])
        for number, row in enumerate(grid.rows[:MOST_ROWS], 1)
    ]
    rows = [(number, [within(one, number, columns) for one in row]) for number, row in rows]
    cut = len(grid.rows) > MOST_ROWS or len(grid.widths) > MOST_COLUMNS
    return DrawnSheet(grid.name, [address(1, n)[:-1] for n in range(1, columns + 1)], rows, cut)


def column(cell: Cell) -> int:
    """The column of a cell, from 1."""
    return place(cell.at)[1]


def within(cell: Drawn, number: int, columns: int) -> Drawn:
    """The cell, no wider and no taller than what is drawn."""
    left = place(cell.name)[1]
    across = min(cell.across, columns - left + 1)
    return replace(cell, across=across, down=min(cell.down, MOST_ROWS - number + 1))


def drawn_cell(grid: Grid, cell: Cell, labels: dict[str, str], bound: dict[str, Bound]) -> Drawn:
    """A cell with what is bound to it."""
    at = f"{grid.name}!{cell.at}"
    label, closed = labels[cell.at], cell.formula
    return Drawn(at, cell.at, cell.text, label, cell.across, cell.down, closed, bound.get(at))


def asked_elsewhere(
    forms: QuerySet[FormTemplate], measures: Iterable[str]
) -> dict[str, dict[FormTemplate, list[str]]]:
    """By measure the forms that ask for it already, each with its cells; lists that ship, whose
    rows it is, without. Two queries."""
    asked, standing = set(measures), forms.filter(ended_at__isnull=True)
    rows = FormBinding.objects.filter(form__in=standing, measure__in=asked, ended_at__isnull=True)
    found: dict[str, dict[FormTemplate, list[str]]] = {}
    for one in rows.select_related("form").order_by("form", "pk"):
        found.setdefault(one.measure, {}).setdefault(one.form, []).append(one.target)
    shipped = [one.key for one in LISTS.values() if one.measure in asked]
    for form in standing.filter(preset__in=shipped):
        found.setdefault(form.shipped_measure, {})[form] = []
    return found
