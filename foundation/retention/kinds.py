"""What is kept of whom, and for how long: each room names its kinds, in its AppConfig.ready."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

PART = 200  # rows in one transaction


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows of one sort whose personal values go when their time is over.

    `days` count from the moment that `since` says; `then` says what goes and what stays. `due` is
    the dotted path of a query (now → rows whose time is over and that still hold something);
    `forget` that of an act (by, now → how many), which forgets at most `PART` of them. Rows that
    the record knows nothing of are deleted whole (`swept`): their function is no act and takes
    `now` alone.
    """

    key: str
    label: str | Promise
    days: int
    since: str | Promise
    then: str | Promise
    due: str
    forget: str
    swept: bool = False


_registry: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Have these kinds forgotten in time. Raises ValueError where a key is taken."""
    for kind in kinds:
        if _registry.setdefault(kind.key, kind) != kind:
            raise ValueError(f"the kind {kind.key} is another one's already")


def kinds() -> tuple[Kind, ...]:
    """Every kind, in the order of the rooms that named them."""
    return tuple(_registry.values())


def words_of(key: str) -> str:
    """What a kind is called; the key itself where no room of today names it."""
    kind = _registry.get(key)
    return str(kind.label) if kind else key
