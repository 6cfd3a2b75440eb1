"""What the check finds, in words: a line each."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """In what way something is not as it was sealed."""

    CHANGED = "changed"
    GONE = "gone"
    EXCHANGED = "exchanged"
    PUT_IN = "put_in"
    SEAL_CHANGED = "seal_changed"
    SEALS_GONE = "seals_gone"
    UNLINKED = "unlinked"
    CUT_OFF = "cut_off"


SAID = {
    Kind.CHANGED: _("%(chain)s: row %(subject)s was changed after it was sealed (%(at)s)."),
    Kind.GONE: _("%(chain)s: row %(subject)s was deleted after it was sealed (%(at)s)."),
    Kind.EXCHANGED: _(
        "%(chain)s: rows %(subject)s and %(other)s were exchanged after they were sealed (%(at)s)."
    ),
    Kind.PUT_IN: _("%(chain)s: row %(subject)s was put in among rows sealed long before."),
    Kind.SEAL_CHANGED: _("%(chain)s: seal %(number)s itself was changed (%(at)s)."),
    Kind.SEALS_GONE: _(
        "%(chain)s: the seals from %(number)s to %(other)s were deleted; the next is of %(at)s."
    ),
    Kind.UNLINKED: _("%(chain)s: seal %(number)s (%(at)s) does not follow the one before it."),
    Kind.CUT_OFF: _(
        "%(chain)s: seal %(number)s was kept elsewhere and is gone; the chain now ends with"
        " %(other)s (%(at)s)."
    ),
}


def line(kind: str, **values: Any) -> str:
    """One finding as a sentence; `values` are chain, number, subject, other, at in words."""
    return str(SAID[Kind(kind)]) % values
