"""The code that a paper carries: which paper it is, and a mark made of what the paper says.

The mark is keyed, so that nobody makes one for other words; the last sign tells a slip of the pen
from a paper that says something else.
"""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize

from foundation.canonical import canonical
from foundation.crypto.keys import digest
from foundation.seals.chains import Content
from foundation.site.codes import ALPHABET

BASE = len(ALPHABET)  # a prime: the check sign finds every wrong sign, and any two exchanged
MARK = 7
LONGEST_KEY = 12
LONGEST = MARK + 2 + LONGEST_KEY  # signs of a code


class Parts(NamedTuple):
    """A code taken apart."""

    letter: str
    key: int
    mark: str


def code_of(letter: str, key: int, said: Content) -> str:
    """The code of a paper, as it is printed: M42-7K3F-9QDX."""
    signs = letter + in_signs(key) + mark_of(letter, key, said)
    signs += check_sign(signs)
    at = len(signs) - MARK - 1
    return f"{signs[:at]}-{signs[at : at + 4]}-{signs[at + 4 :]}".upper()


def mark_of(letter: str, key: int, said: Content) -> str:
    """Seven signs that only this content of this paper has, made with the installation's key."""
    hexadecimal = digest(canonical(said).decode(), f"paper.{letter}.{key}")
    return in_signs(int(hexadecimal, 16) % BASE**MARK).rjust(MARK, ALPHABET[0])


def parts_of(code: str) -> Parts | None:
    """A code as somebody typed it; None for what cannot be one, or was typed wrongly."""
    signs = normalize("NFKC", code).lower().replace("-", "").replace(" ", "")
    if not MARK + 3 <= len(signs) <= LONGEST or set(signs) - set(ALPHABET):
        return None
    if check_sign(signs[:-1]) != signs[-1]:
        return None
    key = number_of(signs[1 : -MARK - 1])
    return Parts(signs[0], key, signs[-MARK - 1 : -1])


def check_sign(signs: str) -> str:
    """The last sign, by the places and the values of the others."""
    total = sum(at * ALPHABET.index(sign) for at, sign in enumerate(signs, 1))
    return ALPHABET[total % BASE]


def in_signs(number: int) -> str:
    """A number in the signs of codes."""
    signs = ""
    while number or not signs:
        number, rest = divmod(number, BASE)
        signs = ALPHABET[rest] + signs
    return signs


def number_of(signs: str) -> int:
    """The number that signs stand for."""
    number = 0
    for sign in signs:
        number = number * BASE + ALPHABET.index(sign)
    return number
