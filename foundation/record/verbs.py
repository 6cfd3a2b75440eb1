"""The words of the record's verbs, and the groups in which they are looked for: each room names its
own, in its AppConfig.ready."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}
_groups: dict[str, tuple[str | Promise, frozenset[str]]] = {}


def name_verbs(
    words: Mapping[str, str | Promise], groups: Mapping[str, tuple[str | Promise, Iterable[str]]]
) -> None:
    """Add a room's verbs with their words, and the groups that an auditor looks for: a key, what it
    is called, and the first words of its verbs. Raises ValueError where a verb has other words."""
    for verb, said in words.items():
        if _words.setdefault(verb, said) != said:
            raise ValueError(f"{verb} has other words already")
    for key, (label, firsts) in groups.items():
        named, known = _groups.get(key, (label, frozenset()))
        _groups[key] = (named, known | frozenset(firsts))


def words_of(verb: str) -> str:
    """What a verb is called on pages; the verb itself where no room of today names it."""
    return str(_words.get(verb, verb))


def verb_groups() -> dict[str, tuple[str | Promise, frozenset[str]]]:
    """The groups by key: what each is called, and the first words of its verbs."""
    return dict(_groups)


def named_verbs() -> frozenset[str]:
    """Every verb that has words."""
    return frozenset(_words)
