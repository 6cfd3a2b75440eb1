"""Where services lie, as a sketch of distances: points on squares of a known width, nothing else.

No boundary, no road, no other machine: what is needed is how far apart things are and which way
is north. A square is 100 m, 200 m, 500 m, 1 km … wide, whatever fits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count, takewhile
from math import cos, hypot, radians

METRES_OF_A_DEGREE = 111_320.0
SIDE, MARGIN = 320.0, 28.0  # of the drawing, in its own units
SMALLEST = 400.0  # metres across: a single point still has a scale
LARGEST_SQUARE = SIDE / 3
APART = 26.0  # pins nearer than this are one pin
STEPS = (1.0, 2.0, 5.0)


@dataclass
class Pin:
    """One or several services at a point of the drawing; numbers are those of the list."""

    x: float
    y: float
    numbers: list[int]

    @property
    def label(self) -> str:
        """The numbers, or the first of many."""
        many = len(self.numbers) > 2
        return f"{self.numbers[0]}+" if many else "·".join(map(str, self.numbers))

    @property
    def many(self) -> str:
        """All the numbers, where the label has not the room for them; else empty."""
        return ", ".join(map(str, self.numbers)) if len(self.numbers) > 2 else ""

    @property
    def width(self) -> float:
        """How wide the pin must be for its label."""
        return max(24.0, 13.0 + 8.5 * len(self.label))

    @property
    def half(self) -> float:
        """Half of it: the pin's middle is its point."""
        return self.width / 2


@dataclass(frozen=True)
class Sketch:
    """The drawing: pins, the lines of the squares, and how many metres a square is wide."""

    pins: list[Pin]
    lines: list[float]
    square: int
    side: float = SIDE

    @property
    def kilometres(self) -> int:
        """The width of a square of a kilometre and more."""
        return self.square // 1000


def sketch(points: Iterable[tuple[int, float, float]]) -> Sketch | None:
    """The sketch of (number, latitude, longitude); None where there is no point."""
    found = list(points)
    if not found:
        return None
    north = [latitude for _n, latitude, _e in found]
    east = [longitude for _n, _l, longitude in found]
    middle = (min(north) + max(north)) / 2, (min(east) + max(east)) / 2
    width_of_degree = METRES_OF_A_DEGREE * cos(radians(middle[0]))
    across = max(
        (max(north) - min(north)) * METRES_OF_A_DEGREE,
        (max(east) - min(east)) * width_of_degree,
        SMALLEST,
    )
    scale = (SIDE - 2 * MARGIN) / across  # units of the drawing for a metre
    pins: list[Pin] = []
    for number, latitude, longitude in found:
        x = SIDE / 2 + (longitude - middle[1]) * width_of_degree * scale
        y = SIDE / 2 - (latitude - middle[0]) * METRES_OF_A_DEGREE * scale
        _put(pins, number, x, y)
    square = square_of(scale)
    gap = square * scale
    return Sketch(pins, [round(at, 1) for at in _lines(gap)], square)


def square_of(scale: float) -> int:
    """The largest round number of metres whose square is at most a third of the drawing."""
    sizes = (step * 10**power for power in count(1) for step in STEPS)
    return int([*takewhile(lambda metres: metres * scale <= LARGEST_SQUARE, sizes)][-1])


def _lines(gap: float) -> list[float]:
    """Where the lines of the squares run, from the middle outwards."""
    half = [n * gap for n in range(int(SIDE / 2 / gap) + 1)]
    return sorted({SIDE / 2 + at for at in half} | {SIDE / 2 - at for at in half})


def _put(pins: list[Pin], number: int, x: float, y: float) -> None:
    """Onto the pin that stands there, or onto a new one."""
    for pin in pins:
        if hypot(pin.x - x, pin.y - y) < APART:
            pin.numbers.append(number)
            return
    pins.append(Pin(round(x, 1), round(y, 1), [number]))
