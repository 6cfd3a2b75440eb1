"""The words of the record's verbs and of the fields it names, and the groups in which verbs are
looked for: each room names its own, in its AppConfig.ready."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise

_words: dict[str, str | Promise] = {}
_groups: dict[str, tuple[str | Promise, frozenset[str]]] = {}
_names: dict[str, str | Promise] = {}


def name_verbs(
    words: Mapping[str, str | Promise],
    groups: Mapping[str, tuple[str | Promise, Iterable[str]]],
    names: Mapping[str, str | Promise] | None = None,
) -> None:
    """Add a room's verbs with their words, the groups that an auditor looks for (a key, what it is
    called, and the first words of its verbs), and what the fields are called that its entries name.
    Raises ValueError where a verb or a field has other words."""
    for name, said in (names or {}).items():
        if _names.setdefault(name, said) != said:
            raise ValueError(f"{name} has other words already")
    for verb, said in words.items():
        if _words.setdefault(verb, said) != said:
            raise ValueError(f"{verb} has other words already")
    for key, (label, firsts) in groups.items():
        named, known = _groups.get(key, (label, frozenset()))
        _groups[key] = (named, known | frozenset(firsts))


def words_of(verb: str) -> str:
    """What a verb is called on pages; the verb itself where no room of today names it."""
    return str(_words.get(verb, verb))


def words_of_name(name: str) -> str:
    """What a field is called in the record; its own name where no room of today names it."""
    return str(_names.get(name, name))


def known_names() -> frozenset[str]:
    """Every field that has words."""
    return frozenset(_names)


def verb_groups() -> dict[str, tuple[str | Promise, frozenset[str]]]:
    """The groups by key: what each is called, and the first words of its verbs."""
    return dict(_groups)


def named_verbs() -> frozenset[str]:
    """Every verb that has words."""
    return frozenset(_words)
