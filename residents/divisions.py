"""Official lists of divisions: text of a CSV file in, checked rows or sentences out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

HEADER = ["code", "name", "parent_code", "level"]
LEVELS = ("city", "district", "town", "village")
DIGITS = {"city": 6, "district": 6, "town": 9, "village": 12}
NAME_LENGTH = 60
SHOWN_LENGTH = 20
MOST_PROBLEMS = 20

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Division:
    """One row of an official list; the parent of a city is a province, which is not held here."""

    code: str
    official_name: str
    parent: str
    level: str


class BadList(Exception):
    """A list that cannot be used. `problems` is a sentence each, the first twenty of them."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems[:MOST_PROBLEMS]
        if more := len(problems) - len(self.problems):
            self.problems.append(_("and %(number)s more problems") % {"number": more})
        super().__init__("\n".join(self.problems))


def decoded(raw: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark; raises `BadList`."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise BadList([_at(row, _("the file is not in UTF-8"))]) from error


def parsed(text: str, known: Mapping[str, tuple[str, str]]) -> list[Division]:
    """The divisions of a list, wider ones first; `known` has (level, parent) of loaded codes.

    Raises `BadList` with every problem it finds. Row 1 is the header.
    """
    rows = _rows(text)
    levels = {code: level for code, (level, _parent) in known.items()}
    levels.update((row[0], row[3]) for _number, row in rows if len(row) == len(HEADER))
    first_at: dict[str, int] = {}
    problems: list[str] = []
    found = []
    for number, row in rows:
        if len(row) == len(HEADER):
            division = Division(*row)
            said = _faults(division, levels) or _moves(division, known)
            if first_at.setdefault(division.code, number) != number:
                words = _("the code %(code)s stands in row %(first)s already")
                said = [words % {"code": _shown(row[0]), "first": first_at[division.code]}]
            found.append(division)
        else:
            words = _("it has %(number)s cells, not %(columns)s")
            said = [words % {"number": len(row), "columns": len(HEADER)}]
        problems += [_at(number, reason) for reason in said]
    if problems:
        raise BadList(problems)
    return sorted(found, key=lambda division: (LEVELS.index(division.level), division.code))


def _rows(text: str) -> list[Row]:
    """The rows below the header, each with its number in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        for cells in reader:
            if any(cells):
                rows.append((reader.line_num, [cell.strip() for cell in cells]))
    except csv.Error as error:
        raise BadList([_at(reader.line_num, _("the row is not CSV"))]) from error
    if not rows:
        raise BadList([_("the file is empty")])
    if rows[0][1] != HEADER:
        words = _("the header must be %(header)s") % {"header": ",".join(HEADER)}
        raise BadList([_at(rows[0][0], words)])
    if len(rows) == 1:
        raise BadList([_("the file has no rows below its header")])
    return rows[1:]


def _faults(division: Division, levels: Mapping[str, str]) -> list[str]:
    level = division.level
    if level not in LEVELS:
        words = _("the level %(level)s is not one of %(levels)s")
        return [words % {"level": _shown(level), "levels": ", ".join(LEVELS)}]
    said = []
    if not re.fullmatch(rf"[0-9]{{{DIGITS[level]}}}", division.code):
        words = _("the code %(code)s of a %(level)s must have %(digits)s digits")
        said.append(
            words % {"code": _shown(division.code), "level": level, "digits": DIGITS[level]}
        )
    name = division.official_name
    if not name or len(name) > NAME_LENGTH or not name.isprintable():
        words = _("the name must have 1 to %(most)s characters that can be printed")
        said.append(words % {"most": NAME_LENGTH})
    return said + _parent_faults(division, levels)


def _parent_faults(division: Division, levels: Mapping[str, str]) -> list[str]:
    parent, shown = division.parent, {"code": _shown(division.parent)}
    at = LEVELS.index(division.level)
    if at == 0:
        fits = bool(re.fullmatch(r"[0-9]{2}0000", parent))
        return [] if fits else [_("the parent %(code)s of a city must be a province") % shown]
    if parent not in levels:
        return [_("the parent %(code)s is not known") % shown]
    if levels[parent] != LEVELS[at - 1]:
        words = _("the parent %(code)s of a %(level)s must be a %(wanted)s")
        return [words % {**shown, "level": division.level, "wanted": LEVELS[at - 1]}]
    return []


def _moves(division: Division, known: Mapping[str, tuple[str, str]]) -> list[str]:
    """A place that is loaded keeps its level and parent: paths and rights hang on them."""
    level, parent = known.get(division.code, (division.level, division.parent))
    if (level, parent or division.parent) == (division.level, division.parent):
        return []
    words = _("%(code)s is loaded already as a %(level)s of %(parent)s: it cannot be moved")
    return [words % {"code": division.code, "level": level, "parent": parent}]


def _at(row: int, reason: str) -> str:
    return _("row %(row)s: %(reason)s") % {"row": row, "reason": reason}


def _shown(cell: str) -> str:
    """A cell as a sentence may quote it: printable and short."""
    clean = "".join(c if c.isprintable() else "?" for c in cell)
    return f"“{clean[:SHOWN_LENGTH]}{'…' if len(clean) > SHOWN_LENGTH else ''}”"
