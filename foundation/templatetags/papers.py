"""`{% paper_code code nav.verify %}`: the line by which a printed paper is checked."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("components/paper_code.html")
def paper_code(code: str, page: str) -> dict[str, Any]:
    """The code and the address of the page that checks it; nothing without a code."""
    return {"code": code, "page": page, "printed": settings.SITE_URL.partition("://")[2] + page}
