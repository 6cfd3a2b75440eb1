"""Telephone numbers on pages; gathered into `ui`."""

from __future__ import annotations

from django import template

from foundation import phones

register = template.Library()


@register.filter
def dialled(phone: str) -> str:
    """A fixed line with the hyphen after its area code; everything else as it is."""
    return phones.dialled(str(phone or ""))
