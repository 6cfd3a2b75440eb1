"""The ledger in words: quarters, ratios, sums, terms. Values in, words out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation.site.sums import many
from residents.bilingual import local
from services.periods import IN_QUARTER
from services.terms import Per, What

NONE = "—"
TENTH, ONE, TEN = Decimal("0.1"), Decimal(1), Decimal(10)


def quarter_words(since: date) -> str:
    """A quarter by its first day."""
    number = (since.month - 1) // IN_QUARTER + 1
    return _("Quarter %(number)s of %(year)s") % {"number": number, "year": since.year}


def ratio_words(ratio: int | None) -> str:
    """A ratio in basis points, to a tenth of a per cent and never rounded up."""
    return NONE if ratio is None else f"{ratio // 100}.{ratio % 100 // 10}%"


def month(stored: str) -> str:
    """A month as it is stored, `2026-07`."""
    return date_format(date.fromisoformat(f"{stored}-01"), "YEAR_MONTH_FORMAT")


def yuan(amount: Decimal | str) -> str:
    """A sum to the cent, by thousands as accounts write it (Django's Chinese groups by four)."""
    return f"{Decimal(amount):,.2f}"


def share_words(quantity: Decimal) -> str:
    """A quantity that was promised by the week or the month, of so many days: a part of a unit that
    nobody can deliver is rounded, and said to be."""
    if quantity == quantity.to_integral_value():
        return many(quantity)
    near = quantity.quantize(ONE if quantity >= TEN else TENTH, ROUND_HALF_UP)
    return _("about %(n)s") % {"n": many(near)}


def floor_said(percent: int | None) -> str:
    """A floor by itself, where two are told side by side."""
    return _("no floor") if percent is None else f"{percent}%"


def amended_words(amendment: Any) -> list[str]:
    """What an amendment changes: the last day, the floor with the quarter from which it counts."""
    said = []
    if amendment.until != amendment.was_until:
        days = {"new": last_day(amendment.until), "old": last_day(amendment.was_until)}
        said.append(_("Last day: %(new)s (before: %(old)s)") % days)
    if amendment.floor_percent != amendment.was_floor_percent:
        words = _("Floor as of %(quarter)s: %(new)s (before: %(old)s)")
        floors = {
            "quarter": quarter_words(amendment.since),
            "new": floor_said(amendment.floor_percent),
            "old": floor_said(amendment.was_floor_percent),
        }
        said.append(words % floors)
    return said


def paper_words(paper: Any) -> str:
    """A paper as it is told from others of its kind: its number and day, and who decided."""
    day, who = date_format(paper.day, "DATE_FORMAT"), local(paper.by_organization) or paper.by_words
    return " · ".join(part for part in (str(paper), day, who) if part)


def last_day(until: date) -> str:
    """The last day of a period by the first day after it."""
    return date_format(until - timedelta(days=1), "DATE_FORMAT")


def promised_words(obligation: Any) -> str:
    """How much is promised, and for how long."""
    words = {
        Per.DAY: _("%(quantity)s %(unit)s a day"),
        Per.WEEK: _("%(quantity)s %(unit)s a week"),
        Per.MONTH: _("%(quantity)s %(unit)s a month"),
        Per.QUARTER: _("%(quantity)s %(unit)s a quarter"),
    }[Per(obligation.per)]
    return words % {"quantity": many(obligation.quantity), "unit": local(obligation, "unit")}


def what_words(what: str, words: str = "") -> str:
    """What is granted."""
    return words if what == What.OTHER and words else str(What(what).label)


def span_words(since: date, until: date | None) -> str:
    """A period with its last day."""
    first = date_format(since, "DATE_FORMAT")
    if until is None:
        return _("from %(first)s") % {"first": first}
    return _("%(first)s to %(last)s") % {"first": first, "last": last_day(until)}
