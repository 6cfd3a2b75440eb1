"""Words as they are stored and looked for: on one line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def one_line(text: str) -> str:
    """The words on one line, without characters that no database stores."""
    return " ".join(text.replace("\x00", "").split())


def printable(text: str) -> str:
    """The words without the control characters that no XML and no calendar takes."""
    return "".join(one for one in text if one in "\n\t" or ord(one) >= 32 and one != "\x7f")


def in_lines(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, those that are words each on one line."""
    return {k: one_line(v) if isinstance(v, str) else v for k, v in fields.items()}
