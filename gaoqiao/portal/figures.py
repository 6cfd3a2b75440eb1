"""Figures that somebody published, in words: quoted with their source, and beside them what our own
records give."""

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
from workshops.gain import Gain
from workshops.gain_words import gain_headline

KEYS = tuple(FIGURES)


@dataclass(frozen=True)
class Quoted:
    """A figure as the page shows it."""

    value: str
    unit: str
    label: Any
    source: Any
    here: str = ""


def quoted(figures: dict[str, Any], here: dict[str, str] | None = None) -> list[Quoted]:
    """The figures that were entered, in the order of `KEYS`; those named stand with the first.
    `here` says by key what our own records give."""
    texts, ours = labels(figures), here or {}
    return [
        Quoted(
            *written(figures[key], key),
            label(figures[key], texts[key]),
            source(figures[key]),
            ours.get(key, ""),
        )
        for key in KEYS
        if key in figures and key in texts
    ]


def of_workshops(found: Any) -> dict[str, str]:
    """What our records (`Figures` of the workshops) give beside the quoted figures, by key."""
    numbers = {"workshops": found.workshops, "named": found.named, "people": found.employed}
    ours = {"workshops": _("%(workshops)s, %(named)s of them named after others") % numbers}
    if found.counted:
        ours["workshops-people"] = _("%(people)s people") % numbers
    if isinstance(found.gain, Gain):
        ours["workshops-gain"] = gain_headline(found.gain)
    return ours if found.workshops else {}


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
    return format_html(_("{} ({})"), text, words(figure.not_stated))


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
