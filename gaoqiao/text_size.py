"""The size of text: a choice kept in a cookie, made by a plain link, written into the page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

COOKIE = "text-size"
SIZES = ("", "big", "huge", "max")
STANDARD = "standard"


def chosen(request: HttpRequest) -> str:
    """The size of this reader: "", big, huge or max."""
    size = request.COOKIES.get(COOKIE, "")
    return size if size in SIZES else ""


def offers(request: HttpRequest, address: str) -> list[dict[str, str]]:
    """The next larger size, and back to the standard; nothing where there is no such door."""
    if not address:
        return []
    now = SIZES.index(chosen(request))
    back = request.get_full_path()

    def link(size: str, label: str) -> dict[str, str]:
        return {"label": label, "url": f"{address}?{urlencode({'to': size, 'back': back})}"}

    links = []
    if now + 1 < len(SIZES):
        links.append(link(SIZES[now + 1], _("Larger") if now else _("Large text")))
    if now:
        links.append(link(STANDARD, _("Standard")))
    return links
