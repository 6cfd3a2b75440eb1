"""Figures that somebody published, in words: quoted with their source, never computed here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from foundation.site.figures import FIGURES
from foundation.site.sums import money
from residents.bilingual import words

KEYS = tuple(FIGURES)


@dataclass(frozen=True)
class Quoted:
    """A figure as the page shows it."""

    value: str
    unit: str
    label: Any
    source: Any


def quoted(figures: dict[str, Any]) -> list[Quoted]:
    """The figures that were entered, in the order of `KEYS`; those named stand with the first."""
    texts = labels(figures)
    return [
        Quoted(*written(figures[key], key), label(figures[key], texts[key]), source(figures[key]))
        for key in KEYS
        if key in figures and key in texts
    ]


def labels(figures: dict[str, Any]) -> dict[str, str]:
    """What each figure counts."""
    named = figures.get("workshops-named")
    workshops = _("common-prosperity workshops")
    if named:
        number = number_format(named.value, 0)
        workshops = _(
            "common-prosperity workshops, %(number)s of them named after local firms,"
            " co-operatives and a museum"
        ) % {"number": number}
    return {
        "workshops": workshops,
        "workshops-people": _("people work in the workshops"),
        "workshops-gain": _("more income for each of them on average"),
        "spaces-invested": _("put into community spaces by firms"),
    }


def label(figure: Any, text: str) -> Any:
    """What it counts, and what the source leaves open."""
    if not figure.not_stated:
        return text
    return format_html("{} ({})", text, words(figure.not_stated))


def source(figure: Any) -> Any:
    """Who published it, and when if that is known."""
    return words(figure.source)


def written(figure: Any, key: str) -> tuple[str, str]:
    """The number and its unit; large sums as the language counts them."""
    over = figure.bound == "over"
    if key in ("workshops-gain", "spaces-invested"):
        return money(figure.value, over)
    unit = pgettext("unit", "people") if key == "workshops-people" else pgettext("unit", "in all")
    return number_format(figure.value, 0), unit
