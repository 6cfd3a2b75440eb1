"""Planted values: a name, a number, words and a code that nobody else has, looked for everywhere.

`tests/planted.txt` lists the only cells that may show them: value, door, kind of object, personas.
Whatever shows one without standing there fails (in `tests/test_doors.py`, which knocks everywhere),
and so does a line that nothing shows any more.
Other rooms add lines to the table; a new door is looked at without being asked.
"""

from __future__ import annotations

import html
import json
import pickle
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest

from tests.doors.knock import Answer
from tests.doors.table import Door
from tests.factories.workshops import keeping_rows, make_employment
from tests.personas import Corner, World

TABLE = Path(__file__).parent / "planted.txt"
VALUES = {
    "name": "欧阳查无此人",
    "phone": "13911117777",
    "words": "只有我一个人说过的那句话",
    "rating": "只有我一个人打过的差评",
    "code": "PKANTED2",
    "public-code": "PKANTED3",
    "applicant": "司徒查无此人",
    "applicant-phone": "13911118888",
    "applicant-words": "只有应聘的人说过的那句话",
    "applicant-code": "PKANTED4",
    "worker": "令狐查无此人",
}
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
MESSAGES = re.compile(r"messages=\"?([\w.:-]+)")
Cell = tuple[str, str, str, str]  # value, door, kind, persona


def plant(world: World) -> World:
    """Put the values into the needs and the workshop of the personas' own village."""
    corner = world["own"]
    for need, code in ((corner.need, "code"), (corner.public_need, "public-code")):
        need.words = f"路灯坏了，{VALUES['words']}"
        need.reporter_name, need.reporter_phone = VALUES["name"], VALUES["phone"]
        need.code = VALUES[code]
        need.save()
    reporter = corner.need.reporter
    reporter.name, reporter.phone = VALUES["name"], VALUES["phone"]
    reporter.save()
    for verdict in ("not_satisfied",):
        corner.public_need.ratings.create(round=1, verdict=verdict, words=VALUES["rating"])
        corner.public_need.steps.create(kind="reopened", round=2)
    plant_work(corner)
    return world


def plant_work(corner: Corner) -> None:
    """Put the values into who applied for work there, and who works there."""
    application = corner.application
    application.name, application.phone = VALUES["applicant"], VALUES["applicant-phone"]
    application.words, application.code = VALUES["applicant-words"], VALUES["applicant-code"]
    application.save()
    make_employment(keeping_rows(corner.partner), worker=VALUES["worker"])


def values_in(text: str) -> set[str]:
    """The names of the planted values that a text shows, also when split as the slip splits, or
    written as addresses, JSON and the cookies of messages write them."""
    plain = html.unescape(unquote(text) + "".join(map(messages_of, MESSAGES.findall(text))))
    plain = ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), plain)
    together = "".join(plain.split())
    return {name for name, value in VALUES.items() if value in plain or value in together}


def messages_of(cookie: str) -> str:
    """The words of messages that wait in a cookie for the next page."""
    return " ".join(map(str, CookieStorage(HttpRequest())._decode(cookie) or ()))


def shown(door: Door, said: dict[str, Answer]) -> set[Cell]:
    """Every cell in which what the door said shows a planted value."""
    return {
        (value, door.name, kind_of(door), persona)
        for persona, answer in said.items()
        for value in values_in(answer.text)
    }


def kind_of(door: Door) -> str:
    """The kind of object; the buttons of a staff page are pages of the same object."""
    return door.kind.partition(":")[0] if door.name.startswith("admin:") else door.kind


def listed() -> set[Cell]:
    """The cells of the table."""
    cells = set()
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            value, door, kind, *personas = line.split()
            cells |= {(value, door, kind, persona) for persona in personas}
    return cells


def columns_with(value: str) -> Iterator[str]:
    """`table.column` for each column of the database that holds the value in clear, or as JSON
    writes it (SQLite keeps JSON as it is written)."""
    quoted = connection.ops.quote_name
    like, written = "CAST({0} AS text) LIKE %s", [f"%{value}%"]
    if connection.vendor == "sqlite":
        like, written = f"({like} OR {like})", [*written, f"%{json.dumps(value)[1:-1]}%"]
    with connection.cursor() as cursor:
        for table, columns in columns_by_table().items():
            holds = [
                f"MAX(CASE WHEN {like.format(quoted(column))} THEN 1 ELSE 0 END)"
                for column in columns
            ]
            cursor.execute(
                f"SELECT {', '.join(holds)} FROM {quoted(table)}", written * len(columns)
            )
            found = zip(columns, cursor.fetchone(), strict=True)
            yield from (f"{table}.{column}" for column, held in found if held)


def sessions_with(value: str) -> list[str]:
    """The keys of sessions that hold the value: their columns are packed."""
    return [row.pk for row in Session.objects.all() if value in str(row.get_decoded())]


def kept_with(value: str) -> list[str]:
    """The caches of the process that hold the value, once a piece."""
    return [
        name
        for name in settings.CACHES
        for piece in caches[name]._cache.values()
        if value in str(pickle.loads(piece))  # noqa: S301  our own bytes
    ]


@cache
def columns_by_table() -> dict[str, list[str]]:
    """The columns of every table, as the database says."""
    describe = connection.introspection.get_table_description
    with connection.cursor() as cursor:
        return {
            table: [column.name for column in describe(cursor, table)]
            for table in connection.introspection.table_names(cursor)
        }
