"""One spelling for a content, so that its digest can be compared. Values in, values out."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


def canonical(content: Any) -> bytes:
    """JSON with sorted keys and no spare spaces, in UTF-8: the same from either database. Moments
    are spelled in UTC to the microsecond; amounts, days and keys as text."""
    spelled = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=spelling
    )
    return spelled.encode()


def spelling(value: Any) -> str:
    """How a value that JSON does not know is spelled; TypeError for any other sort."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, (date, Decimal, UUID)):
        return str(value)
    raise TypeError(f"no spelling is known of {type(value).__name__}")


def digest(content: Any) -> str:
    """The SHA-256 of the canonical spelling, in hex."""
    return hashlib.sha256(canonical(content)).hexdigest()
