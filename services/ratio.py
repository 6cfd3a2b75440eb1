"""The performance ratio (履约比): value delivered ÷ rent waived. Values in, values out."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from services.terms import Verdict

WHOLE = 10_000  # basis points


def performance_ratio(accepted: Decimal, waived: Decimal) -> int | None:
    """In basis points (10000 = 100 %), rounded down so that no floor is reached by rounding; None
    where nothing was waived."""
    if waived <= 0:
        return None
    return int((accepted * WHOLE / waived).to_integral_value(ROUND_FLOOR))


def verdict_of(accepted: Decimal, waived: Decimal, floor_percent: int | None) -> Verdict:
    """What the ratio means under the floor of the agreement, judged on the exact amounts."""
    if waived <= 0:
        return Verdict.NOTHING_WAIVED
    if floor_percent is None:
        return Verdict.NO_FLOOR
    return Verdict.MET if accepted * 100 >= waived * floor_percent else Verdict.BELOW
