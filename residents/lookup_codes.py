"""Look-up codes: what a slip carries so that a need can be followed without an account."""

import secrets
import unicodedata

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L, which look alike on paper
LENGTH = 8


def new_code() -> str:
    """Eight random characters of 31 (about 39 bits): too many to guess at five tries an hour."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def normal_code(typed: str) -> str:
    """A code as typed, brought into its stored form: half width, capitals, no gaps."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(c for c in folded if c.isalnum())


def shown_code(code: str) -> str:
    """A code as people read it: two groups of four."""
    return f"{code[:4]} {code[4:]}"
