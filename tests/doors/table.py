"""The door tables: `tests/doors/<room>.txt`, written by hand and by nothing else.

A line is a door: URL name, method, kind of object, then one answer a persona in the order of the
header: the thirteen personas of the village, or (`offices.txt`) the two of the town's departments,
whose pages are few. An answer is a status, or `login` for the way to the log-in page. Lines that
begin with `#` are comments.

The kinds are `own` (the personas' village), `other` (the other village of the town), `town` (a
village of another town), each perhaps with a sort (`own:public`), or `-` where the address names
no object. `tests/doors/objects.py` says what the address of each is made of.

In the admin a line stands for a model, `admin:<room>.<model>`: its method is LIST (the rows),
EXPORT (posting for them as a file, which answers as LIST does), ADD,
OPEN (one row) or MOVE (posting to the button that the sort names, with nothing filled in: 409 is
the form again, 302 that it was done, 404 that this persona has no such button). Which of several
rows stands before the button: `own:given` to open it, `own:given/answer` to answer it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.house import STOREYS
from tests.personas import KINDS, OFFICES, PERSONAS

FOLDER = Path(__file__).parent
METHODS = {"GET", "POST", "LIST", "ADD", "OPEN", "MOVE", "EXPORT"}
APPS = "|".join((*STOREYS, "reports"))  # the rooms, and what the shell has of its own
OF_A_MODEL = re.compile(rf"^admin:({APPS})_\w+_(changelist|add|change|delete|export|history|move)$")
# Django's own catch-all, and the old address of a row, which redirects to the new one.
ADMIN_EXTRAS = {"admin:(no name) (?P<url>.*)$", "admin:(no name) <path:object_id>/"}
GOES_WITH = {"hsds": "services"}  # addresses of the shell that are there if a room is
ANSWERS = {
    "200",
    "204",
    "301",
    "302",
    "303",
    "304",
    "400",
    "403",
    "404",
    "405",
    "409",
    "410",
    "422",
    "429",
}


@dataclass(frozen=True)
class Door:
    """One line of a table."""

    name: str
    method: str
    kind: str
    answers: tuple[str, ...]
    where: str
    personas: tuple[str, ...] = PERSONAS

    def __str__(self) -> str:
        return f"{self.name} {self.method} {self.kind}"

    def answer_to(self, persona: str) -> str:
        """What the line says to a persona; "" where it has no such column."""
        return dict(zip(self.personas, self.answers, strict=True)).get(persona, "")


class BadTable(ValueError):
    """A table that cannot be read, with file and line."""


def read(path: Path) -> Iterator[Door]:
    """The doors of one table."""
    header: tuple[str, ...] = ()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells, where = line.split(), f"{path.name}:{number}"
        if not cells or cells[0].startswith("#"):
            continue
        if not header:
            header = tuple(cells[3:])
            if header not in (PERSONAS, OFFICES):
                raise BadTable(f"{where}: the columns are {' '.join(PERSONAS)}")
            continue
        yield checked(Door(cells[0], cells[1], cells[2], tuple(cells[3:]), where, header))


def checked(door: Door) -> Door:
    """The door, or a `BadTable` that says what is wrong with its line."""
    columns = len(door.personas)
    if len(door.answers) != columns:
        raise BadTable(f"{door.where}: {len(door.answers)} answers for {columns} personas")
    if door.method not in METHODS:
        raise BadTable(f"{door.where}: no method {door.method}")
    if door.kind != "-" and door.kind.split(":")[0] not in KINDS:
        raise BadTable(f"{door.where}: no kind {door.kind}")
    strange = set(door.answers) - ANSWERS - {"login"}
    if strange:
        raise BadTable(f"{door.where}: no answer {sorted(strange)}")
    return door


def doors(folder: Path = FOLDER) -> list[Door]:
    """Every door of every table; the same door twice is a mistake."""
    found: dict[tuple[str, tuple[str, ...]], Door] = {}
    for path in sorted(folder.glob("*.txt")):
        for door in read(path):
            known = found.setdefault((str(door), door.personas), door)
            if known is not door:
                raise BadTable(f"{door.where}: {door} stands at {known.where} too")
    return list(found.values())


def room_of(door: Door) -> str:
    """The room that the door leads to, or the name of an address that is no room's."""
    name = re.split("[:.]", door.name.removeprefix("admin:"))[0]
    return GOES_WITH.get(name, name)


def swapped(door: Door, one: str, other: str) -> Door:
    """The door with the answers of two personas changed over."""
    answers = list(door.answers)
    first, second = door.personas.index(one), door.personas.index(other)
    answers[first], answers[second] = answers[second], answers[first]
    return replace(door, answers=tuple(answers))


def addresses(urlconf: str | None = None) -> dict[str, URLPattern]:
    """Every named address of the site; one without a name stands under its route."""
    return dict(_walk(get_resolver(urlconf).url_patterns, ""))


def _walk(patterns: Iterable[Any], space: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            below = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, below)
        else:
            yield space + (pattern.name or f"(no name) {pattern.pattern}"), pattern
