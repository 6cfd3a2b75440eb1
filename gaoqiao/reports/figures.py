"""A figure: how many rows it is counted from, and what they add up to. Values in, values out.

Figures of parts add up to the figure of the whole. Means and shares of fewer than five cases are
withheld: they would tell of somebody. Numbers of people that are published nowhere else are told in
fives for the same reason: two of them differ by at least five, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

FEWEST = 5
TENTH = Decimal("0.1")
CENT = Decimal("0.01")


class Kind(StrEnum):
    """How the number follows from the rows."""

    COUNT = "count"  # how many rows
    SUM = "sum"  # what each adds
    MEAN = "mean"  # what each adds, over how many
    SHARE = "share"  # how many of them, in whole per cent
    RATIO = "ratio"  # one sum over another, in hundredths of a per cent, never rounded up
    PEOPLE = "people"  # what each adds are people: told in fives, not below five
    STATED = "stated"  # worked out from all rows at once, over so many people


OVER_CASES = (Kind.MEAN, Kind.SHARE, Kind.STATED)


@dataclass(frozen=True, slots=True)
class Figure:
    """`n` rows that add up to `total` (of a count: n; of a share: those that have the property);
    `base` is the sum that a ratio is taken of."""

    n: int = 0
    total: Decimal = Decimal(0)
    base: Decimal = Decimal(0)

    def __add__(self, other: Figure) -> Figure:
        return Figure(self.n + other.n, self.total + other.total, self.base + other.base)

    @property
    def stored(self) -> dict[str, Any]:
        """For a JSON column; see `read`."""
        return {"n": self.n, "total": f"{self.total:f}", "base": f"{self.base:f}"}

    def number(self, kind: str) -> Decimal | None:
        """The number; None where there is nothing to divide by."""
        if kind in (Kind.COUNT, Kind.SUM):
            return self.total
        if kind == Kind.PEOPLE:
            return self.total - self.total % FEWEST
        if kind == Kind.RATIO:
            return per_cent(self.total, self.base)
        if not self.n:
            return None
        if kind == Kind.STATED:
            return self.total
        if kind == Kind.SHARE:
            return Decimal(100 * int(self.total) // self.n)
        return (self.total / self.n).quantize(TENTH, ROUND_HALF_UP)

    def withheld(self, kind: str) -> bool:
        """Whether it is over too few cases to be told."""
        cases = self.total if kind == Kind.PEOPLE else self.n
        return kind in (*OVER_CASES, Kind.PEOPLE) and 0 < cases < FEWEST

    def told(self, kind: str) -> Decimal | None:
        """The number as papers and pages tell it; None where there is none or it is withheld."""
        return None if self.withheld(kind) else self.number(kind)


def per_cent(part: Decimal, base: Decimal) -> Decimal | None:
    """One sum over another as ledgers reckon it; None where there is nothing to divide by."""
    return (part * 100 / base).quantize(CENT, ROUND_FLOOR) if base > 0 else None


def read(stored: dict[str, Any]) -> Figure:
    """A figure out of a JSON column."""
    base = Decimal(stored.get("base", "0"))  # reports made before there were ratios have none
    return Figure(int(stored["n"]), Decimal(stored["total"]), base)
