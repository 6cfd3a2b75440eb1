"""One spelling for a content, so that its digest can be compared. Values in, values out."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(content: Any) -> bytes:
    """JSON with sorted keys and no spare spaces, in UTF-8. Amounts are text, never floats."""
    spelled = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return spelled.encode()


def digest(content: Any) -> str:
    """The SHA-256 of the canonical spelling, in hex."""
    return hashlib.sha256(canonical(content)).hexdigest()
