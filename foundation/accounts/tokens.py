"""The secret part of a one-time link: shown once, stored as a keyed digest only."""

import secrets

from foundation.crypto.keys import digest

TOKEN_BYTES = 24


def new_token() -> str:
    """192 random bits in letters that stand in an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_digest(token: str) -> str:
    """What is stored of a token, and looked up when somebody comes with one."""
    return digest(token, "invitation.token")
