"""The public list of needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from residents.bilingual import named, words
from residents.queries.need_list import (
    Asked,
    Found,
    Options,
    asked_for,
    average_answer,
    found_needs,
    options,
)
from residents.stages import Stage


@require_safe
def need_list(request: HttpRequest) -> HttpResponse:
    """Needs whose words a clerk has confirmed, with filters and the counts behind them."""
    choices = options()
    asked = asked_for(request.GET, choices)
    found = found_needs(asked, choices)
    context = {
        "asked": asked,
        "found": found,
        "average": average_answer(),
        "filters": filters(asked, choices, found),
        "chosen": chosen(asked),
        "next": address(asked, before=found.next) if found.next else "",
        "first": address(asked) if asked.before else "",
        "rows": found.rows,
    }
    return render(request, "residents/need_list.html", context)


def values(asked: Asked) -> dict[str, str]:
    """The filters as they stand in an address."""
    return {
        "q": words(asked.words),
        "village": str(asked.village.pk) if asked.village else "",
        "kind": asked.kind.key if asked.kind else "",
        "stage": asked.stage or "",
    }


def address(asked: Asked, **changes: str) -> str:
    """The list with some filters changed, from its first page unless `before` says."""
    query = {name: value for name, value in {**values(asked), **changes}.items() if value}
    return f"?{urlencode(query)}"


def filters(asked: Asked, choices: Options, found: Found) -> list[dict[str, Any]]:
    """The rows of filters, each choice with its count under the other filters."""
    rows: list[tuple[str, Any, list[tuple[str, Any]]]] = [
        ("stage", _("Stage"), [(stage.value, stage.label) for stage in Stage]),
        ("kind", _("Kind"), [(kind.key, named(kind)) for kind in choices.kinds]),
        ("village", _("Where"), [(str(one.pk), named(one)) for one in choices.villages]),
    ]
    return [
        {"label": label, "choices": list(row(name, pairs, asked, found))}
        for name, label, pairs in rows
        if pairs
    ]


def row(name: str, pairs: list[tuple[str, Any]], asked: Asked, found: Found) -> Any:
    """One row: everything, then each value."""
    current = values(asked)[name]
    yield {
        "label": _("All"),
        "url": address(asked, **{name: ""}),
        "count": found.counts[name],
        "current": not current,
    }
    for value, label in pairs:
        yield {
            "label": label,
            "url": address(asked, **{name: value}),
            "count": found.counts[f"{name}:{value}"],
            "current": value == current,
        }


def chosen(asked: Asked) -> list[dict[str, Any]]:
    """What the list is filtered by, each with the address without it."""
    labels = {
        "q": words(asked.words),
        "village": named(asked.village),
        "kind": named(asked.kind),
        "stage": asked.stage.label if asked.stage else "",
    }
    return [
        {"label": label, "url": address(asked, **{name: ""})}
        for name, label in labels.items()
        if label
    ]
