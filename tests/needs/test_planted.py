"""A name, a number, words and a code planted in needs, and looked for where they must not be."""

import io
import json
import zipfile
from urllib.parse import urlencode

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from foundation.record import guards
from tests import planted
from tests.doors import table
from tests.doors.knock import answers
from tests.doors.legible import legible
from tests.personas import make_world

pytestmark = pytest.mark.django_db
NAME = planted.VALUES["name"]


def test_each_listed_cell_shows_its_value():
    """That nothing else shows one is asked where every door is knocked at: tests/test_doors.py."""
    world, listed = planted.plant(make_world()), planted.listed()
    found = set()
    for door in table.doors():
        cell = (door.name, planted.kind_of(door))
        readers = {persona for _value, *where, persona in listed if cell == tuple(where)}
        with transaction.atomic():
            found |= planted.shown(door, answers(door, world, readers)) if readers else set()
            transaction.set_rollback(True)  # each door makes its rows anew
    assert sorted(listed - found) == [], "the table allows what nothing shows"


# A door of each sort of thing that is sent, and who opens it.
SENT = {
    ("services:listing", "GET", "own"): "visitor",
    ("services:api_listings", "GET", "-"): "visitor",
    ("hsds:services", "GET", "-"): "visitor",
    ("committees:minutes_feed", "GET", "-"): "visitor",
    ("committees:meeting_file", "GET", "own"): "visitor",
    ("admin:services.listing", "EXPORT", "-"): "town_clerk",
}


def test_control_one_that_stood_in_public_words_is_seen_in_whatever_is_sent():
    """In a page, open data, HSDS, a feed, a calendar and a list taken away as a file."""
    world = make_world()
    listing, paper = world["own"].listing, world["own"].minutes
    listing.name = paper.meeting.title = NAME
    listing.save()
    with guards.lifted(connection):
        paper.meeting.save()
    doors = {(door.name, door.method, door.kind): door for door in table.doors()}
    seen = {
        where: planted.shown(doors[where], answers(doors[where], world, (persona,)))
        for where, persona in SENT.items()
    }
    assert [
        where for where, found in seen.items() if "name" not in {cell[0] for cell in found}
    ] == []


def message_cookie(words):
    """The cookie with which a message goes to the next page."""
    request, response = HttpRequest(), HttpResponse()
    storage = CookieStorage(request)
    storage.add(messages.SUCCESS, words)
    storage.update(response)
    return response.cookies.output()


@pytest.mark.parametrize(
    "sent",
    [
        f"<p>{NAME}</p>",
        "".join(f"&#x{ord(sign):x};" for sign in NAME),
        json.dumps({"name": NAME}),
        "Location: /search/?" + urlencode({"q": NAME}),
        f"SUMMARY:{NAME[:3]}\r\n {NAME[3:]}\r\n",
        message_cookie(f"{NAME}：记下了。"),
    ],
    ids=["page", "entities", "json", "address", "calendar", "message"],
)
def test_the_search_for_them_reads_what_is_sent_as_it_is_written(sent):
    assert planted.values_in(sent) == {"name"}


@pytest.mark.parametrize("within", [False, True])
def test_it_reads_packages_too(within):
    """Word and Excel files, and those in a zip."""
    packed = zipped("word/document.xml", f"<w:t>{NAME}</w:t>".encode())
    packed = zipped("a.docx", packed) if within else packed
    assert planted.values_in(packed.decode(errors="replace")) == set()
    assert planted.values_in(legible(packed)) == {"name"}


def zipped(name, data):
    """A package with one part."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, data)
    return file.getvalue()


def test_the_search_for_them_finds_what_is_there():
    assert planted.values_in(f"<p>{NAME}</p> PKAN TED2 &#x0A;") == {"name", "code"}
    assert planted.values_in("路灯坏了") == set()
