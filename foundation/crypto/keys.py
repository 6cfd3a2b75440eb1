"""Keys and ciphers for personal values: AES-256-GCM with a key id, and a keyed blind index."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
SEPARATOR = "$"


class Unreadable(Exception):
    """A stored value that no known key opens, or that was moved from another column."""


def newest_key() -> str:
    """The id of the key that new values are sealed with."""
    return next(iter(settings.FIELD_KEYS))


def seal(plain: str, label: str) -> str:
    """Encrypt under the newest key; `label` (fixed per column) is authenticated with it."""
    key_id = newest_key()
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(settings.FIELD_KEYS[key_id]).encrypt(nonce, plain.encode(), label.encode())
    return f"{key_id}{SEPARATOR}{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(stored: str, label: str) -> str:
    """Decrypt what `seal` made for this label; raises `Unreadable`, never gives ciphertext."""
    key_id, _, encoded = stored.partition(SEPARATOR)
    key = settings.FIELD_KEYS.get(key_id)
    if key is None:
        raise Unreadable(f"no key for a value of {label}")
    try:
        raw = base64.b64decode(encoded, altchars=b"-_", validate=True)
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], label.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable(f"a value of {label} does not open") from error


def key_of(stored: str) -> str:
    """The id of the key that a stored value was sealed with."""
    return stored.partition(SEPARATOR)[0]


def digest(value: str, label: str) -> str:
    """A keyed digest (HMAC-SHA256, hex) for blind indexes: equal values, equal digests."""
    message = f"{label}\x00{value}".encode()
    return hmac.new(settings.INDEX_KEY, message, hashlib.sha256).hexdigest()
