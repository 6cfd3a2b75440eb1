"""One public thing to be found, and who can name all of them again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Doc:
    """What may be found of one published thing: public text only.

    `kind` and `key` name it; `address` is its page, without a language prefix; `at` is when it
    was published (now when left out), and newer things come first. `title_en` is the title on
    English pages, where there is one; either is found in every language.
    """

    kind: str
    key: str
    title: str
    address: str
    summary: str = ""
    place_path: str = ""
    at: datetime | None = None
    title_en: str = ""


Published = Callable[[], Iterable[Doc]]
PUBLISHED: dict[str, Published] = {}


def register(kind: str, published: Published) -> None:
    """Say how `reindex` finds all published things of a kind; called by a room's AppConfig.ready.

    `published` is a function without arguments that yields a Doc of this kind for each of them.
    """
    PUBLISHED[kind] = published
