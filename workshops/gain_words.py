"""A gain in words: the figure never stands without its definition beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from residents.bilingual import words
from workshops.gain import Gain, Reason
from workshops.kinds import Mode


def yuan(amount: Any) -> str:
    """A sum as a page writes it, in whole yuan."""
    return _("%(sum)s yuan") % {"sum": number_format(amount, 0, use_l10n=True, force_grouping=True)}


def month_words(month: date) -> str:
    """A month by its first day."""
    return date_format(month, "YEAR_MONTH_FORMAT")


def gain_rows(gain: Gain, month: str) -> list[dict[str, Any]]:
    """The definition, line by line: mode, month, baseline, period, method, number."""
    how = _("Pay of the month ÷ people who worked − what they earned a month before")
    rows = [
        (_("Figures from"), Mode(gain.mode).label),
        (_("Month"), month),
        (_("Pay now, a month"), yuan(gain.mean)),
        (_("Pay before, a month"), yuan(gain.baseline)),
        (_("Which time before"), words(gain.period)),
        (_("How the earlier pay was found out"), words(gain.method)),
        (_("How the gain is worked out"), how),
        (_("People counted"), number_format(gain.number, 0)),
    ]
    return [{"term": term, "text": text, "url": ""} for term, text in rows]


def gain_headline(gain: Gain | Reason | None) -> str:
    """The figure itself; why there is none, where there is none."""
    if gain is None:
        return ""
    if isinstance(gain, Reason):
        return str(gain.label)
    if gain.value < 0:
        return _("%(sum)s less a month") % {"sum": yuan(-gain.value)}
    return _("%(sum)s more a month") % {"sum": yuan(gain.value)}
