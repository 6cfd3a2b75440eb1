"""Names that are stored in Chinese, and in English where the town gave one. Values only."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from foundation.site.codes import is_local

# Ideographs, then also letters, figures, a middle dot and wide brackets.
CHINESE_NAME = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff\w\u00b7\uff08\uff09]*")
# Wide comma, full stop, semicolon, colon, exclamation and question mark.
CHINESE_STOP = re.compile(r"[\uff0c\u3002\uff1b\uff1a\uff01\uff1f]")


def local(thing: Any, field: str = "name") -> str:
    """The field in the page's language; Chinese where there is no English. Empty for nothing."""
    if thing is None:
        return ""
    in_english = (get_language() or "").startswith("en")
    english = getattr(thing, f"{field}_en", "") if in_english else ""
    return str(english or getattr(thing, field))


def words(text: str) -> SafeString:
    """Somebody's own words, or a name, marked as such: they stay as they are in every language."""
    return SafeString(f"<span data-words>{conditional_escape(text)}</span>" if text else "")


def names_marked(english: str) -> SafeString:
    """An English sentence with the Chinese names in it marked. Chinese that is no name, but a
    sentence or the whole of it, stays unmarked: a mistake that the check of languages finds."""
    if CHINESE_STOP.search(english) or CHINESE_NAME.fullmatch(english):
        return conditional_escape(english)
    return SafeString(CHINESE_NAME.sub(lambda found: words(found[0]), escape(english)))


def named(thing: Any, field: str = "name") -> SafeString:
    """As `local`, for a page."""
    return words(local(thing, field))


def local_address(address: str) -> str:
    """A language-free local address in the page's language; empty for anything else."""
    if not is_local(address):
        return ""
    return f"/en{address}" if (get_language() or "").startswith("en") else address
