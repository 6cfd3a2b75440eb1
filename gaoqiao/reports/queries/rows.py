"""The rows behind a number as a page shows them, whichever page the number stands on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from foundation.digits import number_in
from gaoqiao.reports.figures import Kind
from gaoqiao.reports.queries.counting import worth_of
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.reports.queries.runs import in_order
from residents.bilingual import words
from residents.windows import Window

ROWS = 50
ONE_LINE = 12  # signs of a number, which is not broken at its hyphen


@dataclass(frozen=True)
class RowsPage:
    """A page of the rows, and how many there are in all; `how` says how the number comes of
    them."""

    heads: list[dict[str, Any]]
    rows: list[list[Any]]
    count: int
    how: str
    previous: int
    next: int
    number: int


def rows_page(
    measure: Measure, keys: list[int], window: Window, asked: str, how: str = ""
) -> RowsPage:
    """A page of the rows with these keys, each as it stands now; what a row adds stands last."""
    number = page_number(asked)
    found = in_order(measure, keys[(number - 1) * ROWS : number * ROWS])
    heads = [{"label": column.heading, "number": False} for column in measure.source.columns]
    rows = [cells_of(measure, row) for row in found]
    if measure.adds:
        numeric = measure.kind != Kind.SHARE
        heads += [{"label": capfirst(str(title)), "number": numeric} for title in measure.adds]
        worth = worth_of(measure, window, found)
        for row, line in zip(found, rows, strict=True):
            line += [in_words(one) for one in added(measure, worth(row))]
    return RowsPage(
        heads=heads,
        rows=rows,
        count=len(keys),
        how=how,
        previous=number - 1,
        next=number + 1 if len(keys) > number * ROWS else 0,
        number=number,
    )


def added(measure: Measure, given: Any) -> tuple[Any, ...]:
    """What a row adds, under each of the titles."""
    return given if measure.kind == Kind.RATIO else (given,)


def page_number(asked: str) -> int:
    """The page that an address asks for, the first for nonsense."""
    return number_in(asked, 5) or 1


def cells_of(measure: Measure, row: Any) -> list[Any]:
    """What a row has in the columns; the first opens the row's page."""
    first, *rest = (column.value(row) for column in measure.source.columns)
    return [linked(first, measure.source.address(row)), *map(in_words, rest)]


def linked(value: Any, address: str) -> SafeString:
    """A value that opens a page, where there is one."""
    text, kept = in_words(value), "keep" if len(str(value)) <= ONE_LINE else ""
    if not address:
        return words(str(text))
    return format_html('<a class="{}" data-words href="{}">{}</a>', kept, address, text)


def in_words(value: Any) -> Any:
    """A value as a cell shows it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, ""):
        return "—"
    if isinstance(value, int | Decimal):
        return number_format(value, force_grouping=True)
    return words(value) if isinstance(value, str) else value
