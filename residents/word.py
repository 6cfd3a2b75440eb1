"""Word for somebody: what a notice tells, whichever room says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import override

from residents.notice_kinds import NoticeKind


@dataclass(frozen=True, slots=True)
class Word:
    """`key` is of this word alone: it is told once to each. Either it is about a `step` of a need,
    or about a thing of a room above: `about` (a newer word about it overtakes), `place` (a Place)
    where it lies, whose clerks call, or `organization`, a body whose chair and secretary do.

    What it says follows from its `kind`, with the `moment` of it. `Kind` WORD says what the room
    above wrote: `number` is the one that the person was given, `heading` a whole sentence, made
    `in_both` languages, `sentence` is said on the telephone only. None names the person.
    `address` is the page that tells more: local, language-free.
    """

    key: str
    about: str = ""
    number: str = ""
    place: Any = None
    heading: str = ""
    heading_en: str = ""
    sentence: str = ""
    kind: str = NoticeKind.WORD
    step: Any = None
    organization: Any = None
    address: str = ""
    moment: datetime | None = None

    def fields(self) -> dict[str, Any]:
        """What a notice keeps of it."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name != "key"}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to tell: an account, a person of ours, a number; whatever of them there is."""

    user: int | None = None
    person: int | None = None
    phone: str = ""
    who: str = ""  # in the keys of the notices, where one matter is told to several

    def key(self, word: Word, suffix: str) -> str:
        """The key of a notice of the word to them; the suffix says by what."""
        return ":".join(filter(None, (word.key, self.who, suffix)))


def in_both(sentence: Callable[[], str]) -> dict[str, Any]:
    """The headings of a word: the sentence made in the town's language, and in English."""
    with override(settings.LANGUAGE_CODE):
        heading = sentence()
    with override("en"):
        return {"heading": heading, "heading_en": sentence()}


def word_of(notice: Any) -> Word:
    """The word that a notice tells."""
    key = notice.key.removesuffix(":text").removesuffix(":mail")
    names = (one.name for one in fields(Word) if one.name != "key")
    return Word(key=key, **{name: getattr(notice, name) for name in names})
