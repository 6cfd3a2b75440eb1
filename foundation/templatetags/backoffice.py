"""Lists of the staff pages: rows as a table that stacks on a phone, filters as chips."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import template
from django.contrib.admin.templatetags import admin_list
from django.contrib.admin.views.main import PAGE_VAR
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from foundation.backoffice.filters import QUEUE
from foundation.backoffice.queries import MOST, capped_count, count_words
from foundation.own_words import LANGUAGE, is_foreign, own_words

register = template.Library()
register.filter("own_words", own_words)
NOTHING = {"-", "—", ""}
FEW = 12  # choices of a filter that are shown all, empty ones too
COUNTED = re.compile(r"(.*) \(([0-9]+)\)", re.DOTALL)


@dataclass(frozen=True)
class Chip:
    """One choice of a filter."""

    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class Group:
    """A filter with its choices; `chosen` is what narrows the list now."""

    label: str
    choices: list[Chip]
    chosen: Chip | None


@register.simple_tag
def list_groups(cl: Any) -> dict[str, Any]:
    """The queues, the other filters, and what is chosen of them (as pills). In a list of at most
    1,000 rows each choice says how many it holds: one query a filter."""
    queues, groups, pills = [], [], []
    cl.add_facets = bool(cl.filter_specs) and capped_count(cl.root_queryset) <= MOST
    for spec in cl.filter_specs:
        chips = [chip_of(choice, counted=cl.add_facets) for choice in spec.choices(cl)]
        chosen = next((chip for chip in chips[1:] if chip.current), None)
        if getattr(spec, "parameter_name", "") == QUEUE:
            queues = chips
            continue
        if len(chips) > 1:
            groups.append(Group(capfirst(str(spec.title)), offered(chips), chosen))
        if chosen:
            words = format_html("{} · {}", capfirst(str(spec.title)), chosen.label)
            pills.append(Chip(words, chips[0].url, current=True))
    queued = any(chip.current for chip in queues[1:])
    return {"queues": queues, "queued": queued, "groups": groups, "pills": pills}


def offered(chips: list[Chip]) -> list[Chip]:
    """The choices of a filter; of many, those that hold something, so that a list of villages
    stays short."""
    if len(chips) <= FEW:
        return chips
    return [chip for chip in chips if chip.count != 0 or chip.current]


def chip_of(choice: dict[str, Any], *, counted: bool) -> Chip:
    """A choice of Django's filters, which writes the count behind the words: `Open (3)`."""
    words, count = str(choice["display"]), None
    if counted and (found := COUNTED.fullmatch(words)):
        words, count = found[1], int(found[2])
    return Chip(own_words(words), choice["query_string"], bool(choice["selected"]), count)


@register.simple_tag
def list_head(cl: Any) -> list[dict[str, Any]]:
    """The heads of the columns."""
    return list(admin_list.result_headers(cl))


@register.simple_tag
def list_rows(cl: Any) -> Iterator[list[SafeString]]:
    """The rows as cells that carry the head of their column."""
    labels = [escape(capfirst(str(head["text"]))) for head in admin_list.result_headers(cl)]
    for row in admin_list.results(cl):
        yield [labelled(cell, label) for cell, label in zip(row, labels, strict=True)]


def labelled(cell: str, label: str) -> SafeString:
    """A cell of Django's with its label; one that holds nothing says so to the style sheet."""
    opening, _bracket, rest = cell.partition(">")
    inside = rest.rpartition("<")[0].strip()
    mark = " data-nothing" if inside in NOTHING else ""
    if is_foreign(inside):
        mark += f' lang="{LANGUAGE}"'
    return SafeString(f'{opening} data-label="{label}"{mark}>{rest}')


@register.filter
def counted(number: int) -> str:
    """A count as pages say it: exact to 1,000."""
    return count_words(number)


@register.simple_tag
def row_facts(adminform: Any) -> list[tuple[str, Any]]:
    """The read-only fields of a row: label and contents."""
    return [
        (field.field["label"], field.contents())
        for fieldset in adminform
        for line in fieldset
        for field in line
    ]


@register.simple_tag
def list_pages(cl: Any) -> dict[str, Any]:
    """The pages before and after this one, and which it is."""
    page, pages = cl.page_num, cl.paginator.num_pages
    return {
        "page": page,
        "pages": pages,
        "previous": cl.get_query_string({PAGE_VAR: page - 1}) if page > 1 else "",
        "following": cl.get_query_string({PAGE_VAR: page + 1}) if page < pages else "",
    }
