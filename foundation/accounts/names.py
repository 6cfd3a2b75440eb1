"""User names as people type them."""

import re
import unicodedata

from foundation.phones import is_phone

USERNAME = re.compile(r"[\w.\-]{2,60}")


def normal_username(typed: str) -> str:
    """One form of a user name: half-width, lower case, no space around it."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def is_username(typed: str) -> bool:
    """2 to 60 letters, digits, dots, dashes; never what could be somebody's phone number."""
    name = normal_username(typed)
    return bool(USERNAME.fullmatch(name)) and not is_phone(name) and not name.isdigit()
