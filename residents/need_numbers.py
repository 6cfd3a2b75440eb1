"""Numbers of needs as people type them from a slip. Values in, values out."""

from __future__ import annotations

import re
import unicodedata

MONTH_DIGITS = 4
SHAPE = re.compile(r"\d{8,10}")


def normal_number(typed: str) -> str:
    """`2611-0087` from what was typed: full width, spaces, a missing dash and words are forgiven.

    Empty when what is left cannot be a number.
    """
    digits = "".join(re.findall(r"[0-9]", unicodedata.normalize("NFKC", typed[:60])))
    if not SHAPE.fullmatch(digits):
        return ""
    return f"{digits[:MONTH_DIGITS]}-{digits[MONTH_DIGITS:]}"
