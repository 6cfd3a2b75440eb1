"""The words of the record's verbs: each room names its own, in its AppConfig.ready."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}


def name_verbs(words: Mapping[str, str | Promise]) -> None:
    """Add a room's verbs with their words. Raises ValueError where a verb has other words."""
    for verb, said in words.items():
        if _words.setdefault(verb, said) != said:
            raise ValueError(f"{verb} has other words already")


def words_of(verb: str) -> str:
    """What a verb is called on pages; the verb itself where no room of today names it."""
    return str(_words.get(verb, verb))


def named_verbs() -> frozenset[str]:
    """Every verb that has words."""
    return frozenset(_words)
