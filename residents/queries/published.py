"""Needs that may be found, as search documents: public words only."""

from __future__ import annotations

from collections.abc import Iterator

from foundation.search.doc import Doc
from residents.access.needs import public_needs
from residents.models import Need


def need_address(need: Need) -> str:
    """The language-free address of a need's page."""
    return f"/needs/{need.number}/"


def track_address(need: Need) -> str:
    """The language-free address where it is followed: its number filled in, never its code."""
    return f"/needs/track/?number={need.number}"


def need_doc(need: Need) -> Doc:
    """What may be found of a public need."""
    return Doc(
        "need",
        need.number,
        need.public_title,
        need_address(need),
        summary=need.public_sentence,
        place_path=need.place.path,
        at=need.public_at,
    )


def docs() -> Iterator[Doc]:
    """Every public need."""
    return (need_doc(need) for need in public_needs().select_related("place").iterator())
