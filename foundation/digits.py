"""Whole numbers as addresses and forms send them."""

from __future__ import annotations

KEY = 18  # digits of a row's key that every database takes


def number_in(text: str, most: int = KEY) -> int:
    """The number that at most so many digits write; 0, which no row and no page has, for anything
    else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most else 0
