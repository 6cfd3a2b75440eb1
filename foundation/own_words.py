"""Chinese words on an English page: said to be Chinese, so that a screen reader reads them so."""

from __future__ import annotations

import re
from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
LANGUAGE = "zh-Hans"


def is_foreign(value: Any) -> bool:
    """Whether the page is English and the text holds Chinese."""
    return (get_language() or "").startswith("en") and bool(HAN.search(str(value)))


def own_words(value: Any) -> Any:
    """The text, marked as Chinese where that is not the language of the page."""
    return format_html('<span lang="{}">{}</span>', LANGUAGE, value) if is_foreign(value) else value
