"""What is sealed: each room names its chains, in its AppConfig.ready, and says how to read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper in a line, for who checks it: its title, its day, and its address without language
    prefix."""

    title: str
    at: datetime | None
    address: str


@dataclass(frozen=True, slots=True)
class Papers:
    """Rows that everybody may read as papers. `said` is what a paper's code is made of; `of_file`
    finds the paper that was given out as the file with this SHA-256."""

    public: Callable[[], Any]
    said: Callable[[Any], Content]
    shown: Callable[[Any], Shown]
    of_file: Callable[[str], Any] = lambda _sha256: None


@dataclass(frozen=True, slots=True)
class Source:
    """How a room reads what it has sealed. `rows` are those that change no more; `contents` spells
    those with these keys that are there, by key, in a fixed number of queries."""

    rows: Callable[[], Any]
    contents: Callable[[Sequence[int]], Mapping[int, Content]]
    papers: Papers | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain: its key, what it is called, the dotted path of its `Source`, and the letter that
    its papers' codes begin with. In a `growing` one rows come in the order of their keys, but for
    those that are being written at the same time, so that only the newest are looked at."""

    key: str
    label: str | Promise
    source: str
    letter: str = ""
    growing: bool = False


_registry: dict[str, Chain] = {}


def register(chain: Chain) -> None:
    """Have the rows of a chain sealed. Raises ValueError where the key or the letter is taken."""
    taken = chain.letter and by_letter(chain.letter) not in (None, chain)
    if taken or _registry.setdefault(chain.key, chain) != chain:
        raise ValueError(f"the chain {chain.key} is another one's already")


def chains() -> tuple[Chain, ...]:
    """Every chain, in the order of the rooms that named them."""
    return tuple(_registry.values())


def letter_of(key: str) -> str:
    """The letter of the chain with this key."""
    return _registry[key].letter


def by_letter(letter: str) -> Chain | None:
    """The chain of the papers whose codes begin with this letter."""
    found = (chain for chain in _registry.values() if chain.letter == letter)
    return next(found, None) if letter else None
