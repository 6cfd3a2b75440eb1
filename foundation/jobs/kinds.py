"""The words of the kinds of job: each room names its own, in its AppConfig.ready."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}


def name_kinds(words: Mapping[str, str | Promise]) -> None:
    """Add a room's kinds of job with their words."""
    _words.update(words)


def words_of_kind(kind: str) -> str:
    """What a kind of job is called on pages; the kind itself where no room of today names it."""
    return str(_words.get(kind, kind))


def named_kinds() -> frozenset[str]:
    """Every kind of job that has words."""
    return frozenset(_words)
