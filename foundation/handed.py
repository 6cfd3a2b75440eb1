"""What somebody is handed of the data about them: on a page, and as a file. Values in, words out.

Facts are values by their label; a value may be a list of facts, or facts again.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from foundation.canonical import spelling

NOTHING = "—"
Facts = dict[str, Any]


def readable(facts: Facts) -> list[tuple[str, list[str]]]:
    """Each label with what stands under it, a line each."""
    lines: list[tuple[str, list[str]]] = []
    for label, value in facts.items():
        if isinstance(value, dict):
            lines += [(f"{label} · {inner}", said) for inner, said in readable(value)]
        elif isinstance(value, list):
            lines.append((label, [in_line(one) for one in value] or [NOTHING]))
        else:
            lines.append((label, [in_words(value)]))
    return lines


def in_line(facts: Facts) -> str:
    """Facts in one line, what is empty left out."""
    said = [" / ".join(words) for _label, words in readable(facts)]
    return " · ".join(one for one in said if one != NOTHING)


def in_words(value: Any) -> str:
    """A value as the page's language writes it."""
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value)
    return NOTHING if value in (None, "") else str(value)


def as_json(facts: Facts) -> bytes:
    """The same for a program, in UTF-8."""
    text = json.dumps(facts, ensure_ascii=False, indent=1, default=spelling)
    return text.encode()
