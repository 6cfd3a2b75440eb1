"""Where services lie, as a sketch of distances: points on squares of a known width, with the names
of their places, nothing else.

No boundary, no road, no other machine: what is needed is how far apart things are, whose they are
and which way is north. A square is 100 m, 200 m, 500 m, 1 km … wide, whatever fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count, takewhile
from math import cos, hypot, radians

METRES_OF_A_DEGREE = 111_320.0
SIDE, MARGIN = 320.0, 28.0  # of the drawing, in its own units
SMALLEST = 400.0  # metres across: a single point still has a scale
LARGEST_SQUARE = SIDE / 3
APART = 26.0  # pins nearer than this are one pin
STEPS = (1.0, 2.0, 5.0)
LETTER, WIDE_LETTER = 6.5, 12.5  # how wide a letter of a name is; a Chinese one
BELOW, ABOVE = 26.0, -17.0  # from a pin's middle to the foot of the name
Box = tuple[float, float, float, float]  # left, top, right, bottom
NORTH: Box = (286.0, 8.0, 314.0, 44.0)  # where the arrow stands


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

    @property
    def box(self) -> Box:
        """What it covers."""
        return self.x - self.half, self.y - 12, self.x + self.half, self.y + 12


@dataclass(frozen=True)
class Name:
    """What a place is called, under or over one of its pins: the middle and the foot of it."""

    x: float
    y: float
    text: str

    @property
    def box(self) -> Box:
        """What it covers."""
        half = breadth(self.text) / 2
        return self.x - half, self.y - 11, self.x + half, self.y + 3


@dataclass(frozen=True)
class Sketch:
    """The drawing: pins, names of places, the lines of the squares, how many metres a square is
    wide, and how wide it is drawn."""

    pins: list[Pin]
    names: list[Name]
    lines: list[float]
    square: int
    gap: float
    side: float = SIDE

    @property
    def kilometres(self) -> int:
        """The width of a square of a kilometre and more."""
        return self.square // 1000


def sketch(
    points: Iterable[tuple[int, float, float]], places: Mapping[int, str] | None = None
) -> Sketch | None:
    """The sketch of (number, latitude, longitude); None where there is no point. `places` says by
    the numbers what their places are called."""
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
    lines = [round(at, 1) for at in _lines(gap)]
    return Sketch(pins, _names(pins, places or {}), lines, square, round(gap, 1))


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


def breadth(text: str) -> float:
    """About how wide a name is written."""
    return sum(LETTER if letter.isascii() else WIDE_LETTER for letter in text)


def _names(pins: list[Pin], places: Mapping[int, str]) -> list[Name]:
    """Each place's name once, at the pin with most of its services, where nothing stands in its
    way; a name for which there is no room is left out."""
    at: dict[str, Counter[int]] = {}
    for index, pin in enumerate(pins):
        for number in pin.numbers:
            if number in places:
                at.setdefault(places[number], Counter())[index] += 1
    names: list[Name] = []
    for text, found in at.items():
        pin, half = pins[found.most_common(1)[0][0]], breadth(text) / 2
        x = min(max(pin.x, half + 4), SIDE - half - 4)
        taken = [NORTH, *(other.box for other in pins), *(other.box for other in names)]
        for y in (pin.y + BELOW, pin.y + ABOVE):
            name = Name(round(x, 1), round(y, 1), text)
            if not any(_meet(name.box, box) for box in taken):
                names.append(name)
                break
    return names


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes cover each other somewhere."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
