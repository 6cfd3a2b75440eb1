"""Large sums as each language counts them. Values in, words out."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

LARGE = 100_000  # yuan


def money(value: Decimal, over: bool) -> tuple[str, str]:
    """A sum in yuan: from 100,000 on by ten thousands in Chinese, by millions in English."""
    if value < LARGE:
        unit = _("yuan and more") if over else _("yuan")
        return number_format(value, 0, force_grouping=True), unit
    if (get_language() or "").startswith("en"):
        millions = number_format(value / 1_000_000, 1)
        return millions, _("million yuan and more") if over else _("million yuan")
    unit = _("ten thousand yuan and more") if over else _("ten thousand yuan")
    return number_format(value / 10_000, 0), unit


def many(quantity: Decimal | str) -> str:
    """A quantity, without noughts at its end."""
    return f"{Decimal(quantity):,.2f}".rstrip("0").rstrip(".")
