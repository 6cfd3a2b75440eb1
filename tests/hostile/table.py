"""The table of forms: `tests/hostile/forms.txt`, written by hand.

A line is a form that posts: the address that it goes to, or `admin:<room>.<model>/<button>` on the
staff pages; then the page in which it stands, as a door (name, method, kind of object, as in
`tests/doors/table.py`) or `scene - -` where something must happen first (`scenes.py`); then who
sends it; then what is answered when it is filled in as it is meant, which is no
refusal. Two forms of one page that go to one address are one line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

from django.contrib import admin
from django.db import connection

from gaoqiao.rooms import is_on
from tests.doors import table as doors
from tests.doors.knock import Answer
from tests.doors.table import Door
from tests.hostile.reading import posting

PATH = Path(__file__).parent / "forms.txt"


@dataclass(frozen=True)
class Row:
    """One line."""

    form: str
    door: Door
    persona: str
    answers: tuple[int, ...]

    def __str__(self) -> str:
        return self.form

    @property
    def is_scene(self) -> bool:
        """Whether something must happen before the form is there."""
        return self.door.name == "scene"


def read(path: Path = PATH) -> Iterator[Row]:
    """The lines of the table."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            form, name, method, kind, persona, said = line.split()
            door = Door(name, method, kind, (), f"{path.name}:{number}")
            yield Row(form, door, persona, tuple(int(one) for one in said.split(",")))


def in_turn(name: str) -> bool:
    """Half of the forms and addresses on each database, which ask alike of it; all of them on both
    in `make prove` and in `.ci/run`."""
    everything = os.environ.get("KNOCKS") == "everybody"
    return everything or crc32(name.encode()) % 2 == (connection.vendor == "sqlite")


ROWS = [row for row in read() if is_on(doors.room_of(Door(row.form, "", "", (), "")))]
LISTED = frozenset(row.form for row in ROWS)


def unlisted(said: dict[str, Answer]) -> set[str]:
    """The forms in the pages that a door showed which have no line."""
    return {
        form
        for answer in said.values()
        for form in posting(answer.page, answer.address)
        if form not in LISTED
    }


def expected(site: Any = admin.site) -> set[str]:
    """The forms that must have a line because of where one may post: each address of the door
    tables that takes a form, each button and each form for a new row of the staff pages."""
    found = {door.name for door in doors.doors() if door.method == "POST"}
    found = {name for name in found if is_on(doors.room_of(Door(name, "", "", (), "")))}
    for model, pages in site._registry.items():
        label = f"admin:{model._meta.label_lower}"
        found |= {f"{label}/{move.key}" for move in getattr(pages, "moves", ())}
        if getattr(pages, "create_form", None) is not None:
            found.add(f"{label}/add")
    return found
