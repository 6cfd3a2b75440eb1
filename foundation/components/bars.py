"""Bars as parts of a whole: amounts in, per cents out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Part:
    kind: str
    label: str
    count: int
    x: str
    width: str


def percent(value: int | Decimal, total: int | Decimal) -> int:
    """Whole per cent, rounded down, between 0 and 100; 0 of nothing is 0."""
    if total <= 0:
        return 0
    return max(0, min(100, int(100 * value / total)))


def parts(counts: list[tuple[str, str, int]]) -> list[Part]:
    """(kind, label, count) beside each other, the whole width shared by count."""
    total = sum(count for _, _, count in counts)
    done, at = [], 0
    for kind, label, count in counts:
        if count:
            done.append(
                Part(kind, label, count, f"{100 * at / total:.2f}%", f"{100 * count / total:.2f}%")
            )
        at += count
    return done
