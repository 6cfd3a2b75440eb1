"""What a seal is made of. Values in, values out."""

from __future__ import annotations

import hashlib
from datetime import datetime

from foundation.canonical import canonical, spelling
from foundation.seals.chains import Content

FIRST = "0" * 64  # what stands before the first seal of a chain


def digest_of(salt: str, content: Content) -> str:
    """The salted SHA-256 of a row's content, in hex: without the row it tells nothing of it."""
    return hashlib.sha256(salt.encode() + b"\n" + canonical(content)).hexdigest()


def seal_of(chain: str, number: int, subject: int, at: datetime, digest: str, previous: str) -> str:
    """The SHA-256, in hex, over chain, number, row, moment, digest and the seal before."""
    parts = (chain, str(number), str(subject), spelling(at), digest, previous)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
