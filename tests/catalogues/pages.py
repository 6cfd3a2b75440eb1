"""What a page says to a reader, and which of it is in the wrong language.

People's own words and the names of places and people stay as they were written, on English pages
too: their element says so, by `lang="zh-Hans"` or, where the language is not known, `data-words`.
English in a Chinese page stands in an element with `lang="en"`, or in `code` and `kbd`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from html.parser import HTMLParser

from django.conf import settings

from foundation import catalogue

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
# Three words in a row are a sentence that nobody translated; fewer may be a name.
SENTENCE = re.compile(r"[A-Za-z]{2,}(?:[ ,'’-]+[A-Za-z]{2,}){2,}")
# The code of a paper, whose signs may be three runs of letters.
PAPER_CODE = re.compile(r"[A-Z0-9]{2,}-[A-Z0-9]{4}-[A-Z0-9]{4}")
LANGUAGE = re.compile(r'<html\b[^>]*\blang="([^"]*)"')
SPOKEN = ("title", "alt", "placeholder", "aria-label", "aria-description", "content")
VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
SILENT = {"script", "style"}
CODE = {"code", "kbd", "pre", "samp"}


@dataclass(frozen=True)
class Saying:
    """A piece of text, and the marks of the elements around it."""

    text: str
    quoted: bool  # inside somebody's words
    language: str  # of the nearest element with `lang`
    code: bool


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool, str, bool]] = [("", False, "", False)]
        self.said: list[Saying] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        _, quoted, language, code = self.open[-1]
        marks = (
            tag,
            quoted or "data-words" in found,
            found.get("lang") or language,
            code or tag in CODE or tag in SILENT,
        )
        spoken = [found[name] for name in SPOKEN if found.get(name)]
        if tag == "meta" and found.get("name") not in ("description",):
            spoken = []
        if tag == "input" and found.get("type") in ("submit", "button", "reset"):
            spoken.append(found.get("value"))
        self.said += [Saying(text, *marks[1:]) for text in spoken if text]
        if tag not in VOID:
            self.open.append(marks)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, 0, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        if text := " ".join(data.split()):
            self.said.append(Saying(text, *self.open[-1][1:]))


def sayings(html: str) -> list[Saying]:
    """Every text and spoken attribute of a page, in order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.said


def chinese_in_english(html: str) -> list[str]:
    """Chinese on an English page outside people's words and names.

    A title or a label cannot mark a part of itself: there, what the page also shows marked passes.
    """
    said = sayings(html)
    marked = " ".join(s.text for s in said if s.quoted or s.language.startswith("zh"))
    return [
        s.text
        for s in said
        if not (s.quoted or s.code or s.language.startswith("zh"))
        and any(run not in marked for run in HAN.findall(s.text))
    ]


@cache
def translated() -> frozenset[str]:
    """Message ids of more than one character whose Chinese is another text."""
    stored = catalogue.read(settings.BASE_DIR)
    return frozenset(
        m.id for m in stored if isinstance(m.id, str) and len(m.id) > 1 and m.id != m.string
    )


def english_in_chinese(html: str, ids: frozenset[str]) -> list[str]:
    """English on a Chinese page: a message id as it stands in the code, or a whole sentence."""
    return [
        s.text
        for s in sayings(html)
        if not (s.quoted or s.code or s.language.startswith("en"))
        and (s.text in ids or SENTENCE.search(PAPER_CODE.sub("", s.text)))
    ]


@lru_cache(maxsize=256)
def in_the_wrong_language(html: str, language: str) -> tuple[str, ...]:
    """What a page in Chinese (`zh-hans`) or in English (`en`) says in the other, of itself
    too; most pages that refuse are alike to the letter, and read once."""
    named = LANGUAGE.search(html)
    if named and named[1].lower() != language:
        return (named[0],)
    found = chinese_in_english(html) if language == "en" else english_in_chinese(html, translated())
    return tuple(found)
