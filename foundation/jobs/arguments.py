"""What a Job row may carry: keys, numbers, days and short codes, never names or words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

CODE = re.compile(r"[A-Za-z0-9_.:/-]{0,120}")


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """`values` in JSON form; raises ValueError for free text: fetch that by its key instead."""
    return {name: _plain(name, value) for name, value in values.items()}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(name, part) for part in value]
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (date, UUID)):
        return str(value)
    if isinstance(value, str) and CODE.fullmatch(value):
        return value
    raise ValueError(f"a job carries keys and codes only, not {name}={type(value).__name__}")
