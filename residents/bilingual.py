"""Names that are stored in Chinese, and in English where the town gave one. Values only."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from foundation.site.codes import is_local


def local(thing: Any, field: str = "name") -> str:
    """The field in the page's language; Chinese where there is no English. Empty for nothing."""
    if thing is None:
        return ""
    in_english = (get_language() or "").startswith("en")
    english = getattr(thing, f"{field}_en", "") if in_english else ""
    return str(english or getattr(thing, field))


def words(text: str) -> SafeString:
    """Somebody's own words, or a name, marked as such: they stay as they are in every language."""
    return format_html("<span data-words>{}</span>", text) if text else SafeString("")


def named(thing: Any, field: str = "name") -> SafeString:
    """As `local`, for a page."""
    return words(local(thing, field))


def local_address(address: str) -> str:
    """A language-free local address in the page's language; empty for anything else."""
    if not is_local(address):
        return ""
    return f"/en{address}" if (get_language() or "").startswith("en") else address
