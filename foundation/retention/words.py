"""How long something is kept, in words."""

from __future__ import annotations

from django.utils.translation import ngettext

YEAR = 365


def period(days: int) -> str:
    """Whole years as years, anything else in days."""
    years, rest = divmod(days, YEAR)
    if years and not rest:
        return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
