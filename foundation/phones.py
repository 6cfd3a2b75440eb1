"""Telephone numbers as people type them, and as others may see them."""

import re
import unicodedata

MOBILE = re.compile(r"1[3-9][0-9]{9}")
FIXED = re.compile(r"0[0-9]{2,3}[0-9]{7,8}")
AREA = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})([0-9]{7,8})")
# Dashes of every kind, and what shows nothing, stand between digits that were pasted.
SIGNS = re.compile(r"[\s\-()+.·\u2010-\u2015\u2212\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
COUNTRY = re.compile(r"(?:00)?86(?=1[0-9]{10}\Z)")


def normal_phone(typed: str) -> str:
    """Half-width digits only: full-width digits, spaces, dashes, +86 and brackets are forgiven."""
    digits = SIGNS.sub("", unicodedata.normalize("NFKC", typed))
    return COUNTRY.sub("", digits) if COUNTRY.match(digits) else digits


def is_phone(typed: str) -> bool:
    """Whether it is a mobile number, or a fixed line with its area code, of mainland China."""
    digits = normal_phone(typed)
    return bool(MOBILE.fullmatch(digits) or FIXED.fullmatch(digits))


def dialled(phone: str) -> str:
    """A fixed line as it is written and dialled, `0574-88000000`; everything else as it is."""
    line = AREA.fullmatch(normal_phone(phone))
    return f"{line[1]}-{line[2]}" if line else phone


def office_number(phone: str) -> str | None:
    """The number as programs are given it: as it is dialled; None where a mobile is in it. A fixed
    line is an office's; a mobile may be somebody's own, and stands on the page of what it is for,
    to be read by people, and in nothing that is made to be gathered."""
    return None if MOBILE.search(normal_phone(phone)) else dialled(phone)


def masked_phone(phone: str) -> str:
    """`138****0000`, `0574-****0000`: the first three digits, or the area code of a fixed line, and
    the last four; what is no number vanishes."""
    digits = normal_phone(phone)
    if not is_phone(digits):
        return "****"
    line = AREA.fullmatch(digits)
    return f"{line[1]}-****{digits[-4:]}" if line else f"{digits[:3]}****{digits[-4:]}"
