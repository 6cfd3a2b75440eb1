"""A trend: one column a period, and a line where its floor is. Values in, coordinates out.

The table beside it has the figures: the drawing shows their course.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil
from typing import NamedTuple

WIDTH, HEIGHT = 360, 190
TOP, BASE = 24, 160  # where the highest value and nothing are drawn
LABEL_Y = 180
SIGNS = 11  # how high the figures of a value are
CLEAR = 6  # between a value and what it stands on
WIDEST = 44  # of a column
EVERY = 5_000  # the scale ends at a whole half of the unit's 10000
LEAST = 12_000  # and never below this, so that small differences look small


@dataclass(frozen=True)
class Point:
    """A period: its label, its value in ten thousandths (None where there is none), the value in
    words. `open` says that the period is not over; `floor` counts as the value does."""

    label: str
    value: int | None
    words: str
    open: bool = False
    floor: int | None = None


@dataclass(frozen=True)
class Column:
    """What is drawn of a point; `kind` is "" or "below", "none" (no value), with "open" beside. The
    value stands on `value_y`: above the column, and above a floor that would run through it."""

    point: Point
    middle: float
    x: float
    y: float
    width: float
    height: float
    value_y: float
    kind: str


class Floor(NamedTuple):
    """A stretch of the line: from where, how high, how long."""

    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Trend:
    """The columns, and the floor as the periods had it, equal ones in one stretch."""

    columns: tuple[Column, ...]
    floors: tuple[Floor, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE
    label_y: int = LABEL_Y


def trend(points: Sequence[Point]) -> Trend:
    """Lay out the points from left to right."""
    highest = max([LEAST, *(max(point.value or 0, point.floor or 0) for point in points)])
    top = ceil(highest / EVERY) * EVERY
    pitch = WIDTH / max(len(points), 1)
    width = min(WIDEST, pitch * 0.6)

    def at(value: int) -> float:
        return round(BASE - (BASE - TOP) * value / top, 1)

    floors, begun = [], 0
    for floor, same in groupby(point.floor for point in points):
        long = len(list(same))
        if floor is not None:
            floors.append(Floor(round(pitch * begun, 1), at(floor), round(pitch * long, 1)))
        begun += long

    def column(number: int, point: Point) -> Column:
        middle = round(pitch * (number + 0.5), 1)
        y = at(point.value or 0)
        near = [line.y for line in floors if line.x - pitch < middle < line.x + line.width + pitch]
        return Column(
            point=point,
            middle=middle,
            x=round(middle - width / 2, 1),
            y=y,
            width=round(width, 1),
            height=round(BASE - y, 1),
            value_y=clear_of(near, y - CLEAR),
            kind=kind_of(point),
        )

    return Trend(tuple(column(*one) for one in enumerate(points)), tuple(floors))


def clear_of(lines: Sequence[float], y: float) -> float:
    """Where a value stands that would stand on `y`, were no line to run through it."""
    for line in sorted(lines, reverse=True):
        if y - SIGNS - CLEAR / 2 < line < y + CLEAR / 2:
            y = line - CLEAR
    return round(y, 1)


def kind_of(point: Point) -> str:
    """How a column looks."""
    if point.value is None:
        return "none"
    below = "below" if point.floor is not None and point.value < point.floor else ""
    return f"{below} open".strip() if point.open else below
