"""Setting up an app as second factor: the secret travels sealed in the page, never in a session."""

from __future__ import annotations

import binascii

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code

from foundation.accounts.models import User
from foundation.crypto.keys import Unreadable, seal, unseal

LABEL = "factor.setup"


def new_sealed(user: User) -> str:
    """A new secret, sealed for this user: a GET writes nothing."""
    return seal(f"{user.pk}:{generate_totp_secret()}", LABEL)


def secret_of(user: User, sealed: str) -> str | None:
    """The secret that was sealed for this user; None for anything else."""
    try:
        owner, _colon, secret = unseal(sealed, LABEL).partition(":")
    except (Unreadable, ValueError, binascii.Error):
        return None
    return secret if owner == str(user.pk) else None


def address_of(user: User, secret: str) -> str:
    """What the app reads from the QR code."""
    return str(get_adapter().build_totp_url(user, secret))


def grouped(secret: str) -> str:
    """The secret in groups of four, for typing."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def is_right(secret: str, code: str) -> bool:
    """Whether the app shows this code now, half a minute more or less."""
    return bool(validate_totp_code(secret, code))
