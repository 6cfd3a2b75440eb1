"""Word that a room above has for somebody: what a notice carries that is about no need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Word:
    """`key` is of this word alone, `about` of the thing (a newer word about it overtakes), `number`
    the one that the person was given, `place` (a Place) where it lies: its clerks call. `heading`
    is a whole sentence in the town's language and may be sent as a text message; `sentence` is said
    on the telephone only. Neither names the person.
    """

    key: str
    about: str
    number: str
    place: Any
    heading: str
    sentence: str = ""

    def fields(self) -> dict[str, Any]:
        """What a notice keeps of it."""
        return {
            "place": self.place,
            "about": self.about,
            "number": self.number,
            "heading": self.heading,
            "sentence": self.sentence,
        }
