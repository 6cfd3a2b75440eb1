"""Addresses of this room as they are stored: without a language prefix."""


def workshop_address(slug: str) -> str:
    """The page of a workshop."""
    return f"/workshops/{slug}/"


def opening_address(key: int) -> str:
    """The page of an opening."""
    return f"/jobs/{key}/"
