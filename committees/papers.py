"""What a form hands to the actions on meetings and minutes. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Mark:
    """How somebody took part: a person with a seat (or the substitute), or a guest by name."""

    kind: str
    person: Any = None
    guest: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeText:
    """What was agreed, who carries it out, until when: all three, always."""

    text: str
    owner_post: Any
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ItemText:
    """What became of an item of the agenda; `item` is its key, None makes a new item."""

    item: int | None = None
    title: str = ""
    discussion: str = ""
    result: str = "open"
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    withdrew: int = 0
    outcome: OutcomeText | None = None

    def field(self, name: str) -> str:
        """The name of a form's field for this item."""
        return f"item-{self.item or 0}-{name}"


@dataclass(frozen=True, slots=True)
class MinutesText:
    """The whole paper as the secretary wrote it: short (a sentence) or full."""

    form: str = "short"
    sentence: str = ""
    full_text: str = ""
    items: tuple[ItemText, ...] = ()


def plain_words(text: str) -> str:
    """Text of several lines as it is stored: no NUL, no blank ends."""
    return text.replace("\x00", "").replace("\r\n", "\n").strip()
