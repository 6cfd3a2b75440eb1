"""A trend: one column a period, and a line where the floor is. Values in, coordinates out.

The table beside it has the figures: the drawing shows their course.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

WIDTH, HEIGHT = 360, 190
TOP, BASE = 24, 160  # where the highest value and nothing are drawn
LABEL_Y = 180
WIDEST = 44  # of a column
EVERY = 5_000  # the scale ends at a whole half of the unit's 10000
LEAST = 12_000  # and never below this, so that small differences look small


@dataclass(frozen=True)
class Point:
    """A period: its label, its value in ten thousandths (None where there is none), the value in
    words. `open` says that the period is not over."""

    label: str
    value: int | None
    words: str
    open: bool = False


@dataclass(frozen=True)
class Column:
    """What is drawn of a point; `kind` is "" or "below", "none" (no value), with "open" beside."""

    point: Point
    middle: float
    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True)
class Trend:
    """The columns, and how high the floor is (None without one)."""

    columns: tuple[Column, ...]
    floor: float | None
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE
    label_y: int = LABEL_Y


def trend(points: Sequence[Point], floor: int | None = None) -> Trend:
    """Lay out the points from left to right; `floor` in ten thousandths like the values."""
    highest = max([LEAST, floor or 0, *(point.value or 0 for point in points)])
    top = ceil(highest / EVERY) * EVERY
    pitch = WIDTH / max(len(points), 1)
    width = min(WIDEST, pitch * 0.6)

    def at(value: int) -> float:
        return round(BASE - (BASE - TOP) * value / top, 1)

    def column(number: int, point: Point) -> Column:
        middle = round(pitch * (number + 0.5), 1)
        y = at(point.value or 0)
        return Column(
            point=point,
            middle=middle,
            x=round(middle - width / 2, 1),
            y=y,
            width=round(width, 1),
            height=round(BASE - y, 1),
            kind=kind_of(point, floor),
        )

    columns = tuple(column(number, point) for number, point in enumerate(points))
    return Trend(columns, None if floor is None else at(floor))


def kind_of(point: Point, floor: int | None) -> str:
    """How a column looks."""
    if point.value is None:
        return "none"
    below = "below" if floor is not None and point.value < floor else ""
    return f"{below} open".strip() if point.open else below
