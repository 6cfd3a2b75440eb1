"""Telephone numbers as people type them, and as others may see them."""

import re
import unicodedata

MOBILE = re.compile(r"1[3-9]\d{9}")
FIXED = re.compile(r"0\d{2,3}\d{7,8}")


def normal_phone(typed: str) -> str:
    """Half-width digits only: full-width digits, spaces, dashes, +86 and brackets are forgiven."""
    digits = re.sub(r"[\s\-()+.·—–]", "", unicodedata.normalize("NFKC", typed))
    return digits[2:] if len(digits) == 13 and digits.startswith("86") else digits


def is_phone(typed: str) -> bool:
    """Whether it is a mobile number, or a fixed line with its area code, of mainland China."""
    digits = normal_phone(typed)
    return bool(MOBILE.fullmatch(digits) or FIXED.fullmatch(digits))


def masked_phone(phone: str) -> str:
    """`138****0000`: the first three and the last four digits of a number; shorter ones vanish."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 10 else "****"
