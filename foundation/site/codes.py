"""Short codes, the addresses they may lead to, and how a code is drawn."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from urllib.parse import urlsplit

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that reads like something else
LENGTH = 7
QUIET = 4  # modules of white around the code, as the standard asks


def new_code() -> str:
    """A random code of seven characters, without 0, 1, i, l and o."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_local(address: str) -> bool:
    """Whether a browser that follows the address stays on this site."""
    if not address.startswith("/") or address.startswith(("//", "/\\")):
        return False
    if "\\" in address or any(ord(c) <= 32 or ord(c) == 127 for c in address):
        return False
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc


def without_language(address: str, languages: Iterable[str]) -> str:
    """The address without its language prefix: paper does not choose the reader's language."""
    for language in languages:
        if address == f"/{language}" or address.startswith(f"/{language}/"):
            return address[len(language) + 1 :] or "/"
    return address


def qr_svg(text: str, label: str) -> SafeString:
    """A QR code as inline SVG: black on its own white, in any theme and on paper, without style or
    script; `label` is what a screen reader says.
    """
    rows = list(segno.make(text, error="m", micro=False).matrix)
    dark = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    )
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" viewBox="0 0 {} {}" width="168" height="168" '
        'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{}v{}H0z"/>'
        '<path fill="#000" d="{}"/></svg>',
        label,
        *[len(rows) + 2 * QUIET] * 4,
        dark,
    )
