"""Amounts to the cent. Values in, values out.

Everything that runs with time is rounded as a whole from its first day, and a period gets the
difference of two such figures: so the parts of a period add up to it, to the cent.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from services.periods import position
from services.terms import Per

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal | Fraction | int) -> Decimal:
    """To two places; a half goes away from zero."""
    exact = Fraction(amount)
    hundredths = floor(abs(exact) * 100 + Fraction(1, 2))
    return (Decimal(hundredths) * CENT).copy_sign(-1 if exact < 0 and hundredths else 1)


def value_of(quantity: Decimal, unit_value: Decimal) -> Decimal:
    """What a quantity is worth, in yuan."""
    return cents(Fraction(quantity) * Fraction(unit_value))


def spread(amount: Decimal, per: str, *, begun: date, since: date, until: date) -> Decimal:
    """What `amount` per day, week, month or quarter, running from `begun` on, comes to over
    `[since, until)`, to two places: part of a month counts by its days. `begun <= since`.
    """
    if until <= since:
        return ZERO
    start = position(begun, per)
    upto = [cents(Fraction(amount) * (position(day, per) - start)) for day in (since, until)]
    return upto[1] - upto[0]


def waived(market: Decimal, charged: Decimal, *, begun: date, since: date, until: date) -> Decimal:
    """What is waived over `[since, until)` of a grant that began on `begun`, in yuan: the monthly
    difference, by the days of each month."""
    return spread(market - charged, Per.MONTH, begun=begun, since=since, until=until)
