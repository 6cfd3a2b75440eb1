"""How long something is kept, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from foundation.retention.kinds import Kind

YEAR = 365


def how_long(kind: Kind) -> str:
    """The period of a kind, and from when it counts."""
    return _("%(period)s after %(since)s") % {"period": period(kind.days), "since": kind.since}


def period(days: int) -> str:
    """Whole years as years, anything else in days."""
    years, rest = divmod(days, YEAR)
    if years and not rest:
        return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
