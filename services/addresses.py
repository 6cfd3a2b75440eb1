"""Addresses of this room as they are stored: without a language prefix."""


def listing_address(slug: str) -> str:
    """The page of a listing."""
    return f"/services/{slug}/"


def agreement_address(number: str) -> str:
    """The page of an agreement in the public ledger."""
    return f"/ledger/{number}/"


def statement_address(number: str) -> str:
    """The published statement of a quarter."""
    return f"/ledger/statements/{number}/"


def short_address(code: str) -> str:
    """Where a printed code leads: the ground's short links."""
    return f"/p/{code}"
