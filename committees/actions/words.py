"""Words and days as they are stored; what is missing, too long or too far off is refused beside
its field."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.papers import plain_words
from foundation.one_line import one_line
from foundation.refusals import Refused

YEARS_BACK, YEARS_AHEAD = 5, 2
DISCUSSION_LENGTH = 5_000
FULL_LENGTH = 50_000


def line(text: str, field: str, length: int, *, required: bool = True) -> str:
    """One line of at most `length` characters."""
    return _bounded(one_line(text), field, length, required)


def lines(text: str, field: str, length: int) -> str:
    """Several lines, perhaps none."""
    return _bounded(plain_words(text), field, length, required=False)


def near(starts_at: datetime, now: datetime) -> datetime:
    """When a meeting begins: at most five years ago or in two, because a day further off is a slip
    of the pen."""
    today = timezone.localdate(now)
    first, last = today - timedelta(366 * YEARS_BACK), today + timedelta(366 * YEARS_AHEAD)
    if not first <= starts_at.date() <= last:
        raise Refused(_("Choose a day of the last five years or of the next two."), "day")
    return starts_at


def _bounded(words: str, field: str, length: int, required: bool) -> str:
    if required and not words:
        raise Refused(_("Please fill this in."), field)
    if len(words) > length:
        raise Refused(_("At most %(n)s characters, please.") % {"n": length}, field)
    return words
