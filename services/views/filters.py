"""The filters of the list of services as links: what is chosen stays in the address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from residents.bilingual import named, words
from residents.models import Place
from services.kinds import Audience, Cost, Kind, When
from services.queries.listing_list import AXES, Asked, Found


def labels_of(places: list[Place]) -> dict[str, list[tuple[str, Any]]]:
    """Value and words of every choice, by axis."""
    return {
        "kind": [(one.value, one.label) for one in Kind],
        "when": [(one.value, one.label) for one in When],
        "for": [(one.value, one.label) for one in Audience],
        "cost": [(one.value, one.label) for one in Cost],
        "place": [(str(place.pk), named(place)) for place in places],
    }


def address(asked: Asked, **changes: str) -> str:
    """The list with some filters changed, from its first page unless `after` says."""
    values = {"q": asked.words, **{name: asked.chosen[name] for name in AXES}, **changes}
    query = {name: value for name, value in values.items() if value}
    return f"?{urlencode(query)}"


def rows(asked: Asked, found: Found, places: list[Place]) -> list[dict[str, Any]]:
    """The rows of filters, each choice with its count under the other filters."""
    titles = {
        "kind": pgettext("filter", "What"),
        "when": pgettext("filter", "When"),
        "for": pgettext("filter", "For whom"),
        "cost": pgettext("filter", "Price"),
        "place": pgettext("filter", "Where"),
    }
    labels = labels_of(places)
    return [
        {"axis": axis, "label": title, "choices": list(row(axis, labels[axis], asked, found))}
        for axis, title in titles.items()
        if labels[axis]
    ]


def row(
    axis: str, pairs: list[tuple[str, Any]], asked: Asked, found: Found
) -> Iterator[dict[str, Any]]:
    """One row: everything, then each value."""
    for value, label in [("", _("All")), *pairs]:
        yield {
            "label": label,
            "url": address(asked, **{axis: value}),
            "count": found.counts[f"{axis}:{value}" if value else axis],
            "current": asked.chosen[axis] == value,
        }


def chosen(asked: Asked, places: list[Place]) -> list[dict[str, Any]]:
    """What the list is filtered by, each with the address without it."""
    pills = [{"label": words(asked.words), "url": address(asked, q="")}] if asked.words else []
    for axis, pairs in labels_of(places).items():
        label = dict(pairs).get(asked.chosen[axis])
        if label:
            pills.append({"label": label, "url": address(asked, **{axis: ""})})
    return pills
