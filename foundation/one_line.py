"""Words as they are stored and looked for: on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unicodedata import category

# What Unicode has drawn as nothing and does not count among `UNSEEN`: a joiner, fillers of Korean,
# vowels of Khmer, the selectors of how a sign looks. And the blank of Braille.
SELECTORS = (*range(0x180B, 0x180E), 0x180F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
FILLERS = (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0)
BLANK = frozenset(map(chr, (*FILLERS, *SELECTORS)))
UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def one_line(text: str) -> str:
    """The words on one line, without characters that no database stores."""
    return " ".join(text.replace("\x00", "").split())


def printable(text: str) -> str:
    """The words without the control characters that no XML and no calendar takes."""
    return "".join(one for one in text if one in "\n\t" or ord(one) >= 32 and one != "\x7f")


def unseen(text: str) -> bool:
    """Whether the text is of characters that nobody sees, and more than blanks. One with a NUL is
    not: fields refuse it for that."""
    if not text or text.isspace() or "\x00" in text:
        return False
    return all(category(one) in UNSEEN or one in BLANK for one in text)


def in_lines(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, those that are words each on one line."""
    return {k: one_line(v) if isinstance(v, str) else v for k, v in fields.items()}
