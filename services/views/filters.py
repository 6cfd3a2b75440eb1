"""The filters of the list of services as links: what is chosen stays in the address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.http import urlencode
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from foundation.near import kept
from residents.bilingual import named, words
from residents.models import Place
from residents.queries.need_counts import Capped
from services.kinds import Audience, Cost, Kind, When
from services.queries.listing_counts import counts_of
from services.queries.listing_filters import AXES, Asked
from services.queries.listing_list import Base

FIRST = 2  # rows of filters that are always seen; the others are folded
Counts = dict[str, Capped]


@dataclass(frozen=True)
class Shown:
    """How many services there are and how many are open, and the filters as they are drawn."""

    total: Capped
    open: Capped
    html: str


def shown(base: Base, asked: Asked, places: list[Place], act: int) -> Shown:
    """The filters with their counts: made once a minute, and anew after each act in the portal.
    To count is most of the work of the page, and gives everybody the same."""

    def make() -> Shown:
        counts = counts_of(base, asked, {str(place.pk): place.path for place in places})
        return Shown(counts["all"], counts["open"], drawn(asked, counts, places))

    return kept(make, "services", act, get_language(), asked.minute, asked.words, asked.chosen)


def drawn(asked: Asked, counts: Counts, places: list[Place]) -> str:
    """The rows of filters as a piece of the page."""
    every = rows(asked, counts, places)
    folded = every[FIRST:]
    context = {
        "filters": every[:FIRST],
        "more_filters": folded,
        "more_chosen": any(asked.chosen[row["axis"]] for row in folded),
    }
    return render_to_string("services/_filters.html", context)


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


def rows(asked: Asked, counts: Counts, places: list[Place]) -> list[dict[str, Any]]:
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
        {"axis": axis, "label": title, "choices": list(row(axis, labels[axis], asked, counts))}
        for axis, title in titles.items()
        if labels[axis]
    ]


def row(
    axis: str, pairs: list[tuple[str, Any]], asked: Asked, counts: Counts
) -> Iterator[dict[str, Any]]:
    """One row: everything, then each value."""
    for value, label in [("", _("All")), *pairs]:
        yield {
            "label": label,
            "url": address(asked, **{axis: value}),
            "count": counts[f"{axis}:{value}" if value else axis],
            "current": asked.chosen[axis] == value,
        }


def chosen(asked: Asked, places: list[Place]) -> list[dict[str, Any]]:
    """What the list is filtered by, each with the address without it."""
    pills = [{"label": words(asked.words), "url": address(asked, q="")}] if asked.words else []
    labels = labels_of(places) if any(asked.chosen.values()) else {}
    for axis, pairs in labels.items():
        label = dict(pairs).get(asked.chosen[axis])
        if label:
            pills.append({"label": label, "url": address(asked, **{axis: ""})})
    return pills
