"""The arch of seats: a body's members drawn as the stones of a bridge, Party seats at the keystone.

Values in, coordinates out. Every seat is a place on concentric half circles; the places nearest the
top belong to the Party organisation, the very middle to the chair, the feet to vacant seats.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, radians, sin

CENTRE_X, CENTRE_Y = 200, 206
# How many seats at most, on rings of these radii, drawn how large.
RINGS = (
    (9, (158,), 17.0),
    (22, (172, 134), 14.0),
    (46, (178, 143, 108), 12.5),
    (10_000, (182, 154, 126, 98), 11.0),
)


@dataclass(frozen=True)
class Place:
    """A place of a seat: its middle, its turn in degrees, whose it is."""

    x: float
    y: float
    turn: float
    kind: str = ""
    chair: bool = False


@dataclass(frozen=True)
class Arch:
    """What the template draws. `size` is the radius of a seat, `share` a whole per cent or None."""

    places: tuple[Place, ...]
    size: float
    share: int | None
    social: int
    filled: int
    vacant: int


def arch(party: int, social: int, other: int = 0, vacant: int = 0, *, chair: bool = True) -> Arch:
    """Lay out the seats of a body; the share counts filled seats only and is rounded down."""
    kinds = ["party"] * party + ["social"] * social + ["other"] * other + ["vacant"] * vacant
    radii, largest = next((radii, size) for most, radii, size in RINGS if len(kinds) <= most)
    counts = share_out(len(kinds), radii)
    spots = [
        spot for radius, count in zip(radii, counts, strict=True) for spot in ring(radius, count)
    ]
    spots.sort(key=lambda spot: (round(abs(spot.turn), 1), spot.y))
    places = tuple(
        Place(spot.x, spot.y, spot.turn, kind, chair and number == 0 and kind != "vacant")
        for number, (spot, kind) in enumerate(zip(spots, kinds, strict=True))
    )
    filled = party + social + other
    share = 100 * social // filled if filled else None
    return Arch(places, seat_size(radii, counts, largest), share, social, filled, vacant)


def share_out(seats: int, radii: tuple[int, ...]) -> list[int]:
    """Seats per ring, by length of the ring; the outer one odd where it can be (a middle stone)."""
    counts = [seats * radius // sum(radii) for radius in radii]
    for number in range(seats - sum(counts)):
        counts[number % len(counts)] += 1
    if len(counts) > 1 and counts[0] % 2 == 0 and counts[1]:
        counts[0], counts[1] = counts[0] + 1, counts[1] - 1
    return counts


def ring(radius: int, count: int) -> list[Place]:
    """Places from foot to foot; the turn is 0 at the top, negative to the left."""
    step = 180 / (count - 1) if count > 1 else 0
    turns = [number * step - 90 for number in range(count)] if count > 1 else [0.0] * count
    return [
        Place(
            round(CENTRE_X + radius * sin(radians(turn)), 1),
            round(CENTRE_Y - radius * cos(radians(turn)), 1),
            round(turn, 1),
        )
        for turn in turns
    ]


def seat_size(radii: tuple[int, ...], counts: list[int], largest: float) -> float:
    """The radius of a seat, small enough that neighbours do not touch."""
    pitches = [
        pi * radius / (count - 1) for radius, count in zip(radii, counts, strict=True) if count > 1
    ]
    gaps = [outer - inner for outer, inner in zip(radii, radii[1:], strict=False)]
    return round(min([largest, *(0.4 * length for length in [*pitches, *gaps])]), 1)
