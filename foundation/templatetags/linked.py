"""`{% linked data %}`: what a page is about, for search engines (schema.org as JSON-LD)."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
# No word of anybody's ends the element.
ESCAPED = {ord(one): f"\\u{ord(one):04x}" for one in "<>&"}


@register.simple_tag
def linked(data: dict[str, Any]) -> SafeString:
    """A block of data, which no browser runs and the content policy lets stand."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPED)
    block = '<script type="application/ld+json">{}</script>'
    return format_html(block, SafeString(text))
