"""Words as they are stored; what is missing or too long is refused beside its field."""

from __future__ import annotations

from django.utils.translation import gettext as _

from committees.papers import one_line, plain_words
from foundation.refusals import Refused

DISCUSSION_LENGTH = 5_000
FULL_LENGTH = 50_000


def line(text: str, field: str, length: int, *, required: bool = True) -> str:
    """One line of at most `length` characters."""
    return _bounded(one_line(text), field, length, required)


def lines(text: str, field: str, length: int) -> str:
    """Several lines, perhaps none."""
    return _bounded(plain_words(text), field, length, required=False)


def _bounded(words: str, field: str, length: int, required: bool) -> str:
    if required and not words:
        raise Refused(_("Please fill this in."), field)
    if len(words) > length:
        raise Refused(_("At most %(n)s characters, please.") % {"n": length}, field)
    return words
