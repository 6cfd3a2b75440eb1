"""Reading the XML of an office file to its end, without building anything and without a DTD."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from foundation.files.unfit import Unfit

MOST_ELEMENTS, DEEPEST = 600_000, 200
LONG_TAG = re.compile(rb"<[^<>]{1000000}")  # its attributes would take thirty times the memory
Attributes = Mapping[str, str]
Rule = Callable[[Attributes], None]


class Elements:
    """Walks parts and calls a rule for each element of a name, whatever its prefix (`last` is the
    name of the one that began last).

    Counts over all parts that it walks; raises `Unfit` for what is not XML, for a DTD (so no entity
    is ever unfolded), and beyond 600,000 elements or a depth of two hundred.
    """

    def __init__(self, rules: Mapping[str, Rule], on_text: Callable[[str], None] | None = None):
        self.rules, self.on_text = rules, on_text
        self.left, self.depth, self.last = MOST_ELEMENTS, 0, ""

    def walk(self, data: bytes) -> None:
        """Read one part to its end."""
        if LONG_TAG.search(data):
            raise Unfit("size")
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = refuse_doctype
        parser.CharacterDataHandler = self.on_text
        self.depth = 0
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):
            raise Unfit("damaged") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.left -= 1
        if self.left < 0:
            raise Unfit("size")
        if self.depth > DEEPEST:
            raise Unfit("damaged")
        self.last = name.rpartition(":")[2]
        rule = self.rules.get(self.last)
        if rule:
            rule(attributes)

    def _end(self, name: str) -> None:
        self.depth -= 1


def refuse_doctype(*_: object) -> None:
    """No part of an office file has a DTD; one that has is made to harm its reader."""
    raise Unfit("doctype")


def local(attributes: Attributes, name: str) -> str:
    """An attribute by its name without prefix; "" if it is not there."""
    found = (value for key, value in attributes.items() if key.rpartition(":")[2] == name)
    return next(found, "")
