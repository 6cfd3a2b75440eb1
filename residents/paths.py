"""Paths of places: fixed-width segments of digits, so that a jurisdiction is a half-open range.

Digits only, so that every collation of every database sorts them alike.
"""

from collections.abc import Iterable
from os.path import commonprefix

WIDTH = 4
LAST = 10**WIDTH - 2  # the highest segment, so that every range has an end


def child_path(parent: str, number: int) -> str:
    """The path of a parent's child number 1..9998; raises ValueError outside that."""
    if not 1 <= number <= LAST:
        raise ValueError(f"a place has at most {LAST} children")
    return f"{parent}{number:0{WIDTH}d}"


def end_of(path: str) -> str:
    """The first path after everything within `path`: the open end of its range."""
    return f"{path[:-WIDTH]}{int(path[-WIDTH:]) + 1:0{WIDTH}d}"


def is_within(path: str, other: str) -> bool:
    """Whether `path` is `other` or lies inside it."""
    return path.startswith(other)


def ancestors(path: str) -> list[str]:
    """The paths above `path`, the widest first, without itself."""
    return [path[:end] for end in range(WIDTH, len(path), WIDTH)]


def common_path(paths: Iterable[str]) -> str:
    """The path of the narrowest place around all of them; empty where there is none."""
    shared = commonprefix(list(paths))
    return shared[: len(shared) // WIDTH * WIDTH]
