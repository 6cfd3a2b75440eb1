"""Addresses, headers and bodies as no browser of an honest person sends them: no answer breaks."""

import logging
import re
from pathlib import Path
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import path, resolve
from django.utils import translation

from gaoqiao.rooms import is_on
from tests.architecture.house import STOREYS
from tests.doors import objects, table
from tests.doors.knock import address_of
from tests.hostile.judging import KEPT_ANYWAY
from tests.hostile.table import in_turn
from tests.hostile.values import SCRIPT, VALUES, wire
from tests.hostile.watch import writes
from tests.personas import make_world

BASE = Path(settings.BASE_DIR)
ASKED = re.compile(r'\.get(?:list)?\("(\w+)"|GET\["(\w+)"|^    (\w+) = \w*filters?\.\w', re.M)
# What Django and its like ask for, and what comes by the names of fields.
OTHERS = {
    "q",
    "o",
    "village",
    "kind",
    "p",
    "e",
    "all",
    "_facets",
    "page",
    "place",
    "place__id__exact",
    "ordering",
}
SEGMENTS = [
    "%00",
    "9" * 30,
    "%ED%A0%80",
    "..%2F..%2Fetc",
    "%F0%A0%AE%B7",
    "-1",
    "a" * 300,
    "%E2%80%AE",
]
WELL = {200, 204, 301, 302, 304, 400, 403, 404, 406, 410, 416, 422, 429}


@pytest.fixture(autouse=True)
def _refusals_unlogged(caplog):
    """Most answers refuse: to write each down takes as long again."""
    caplog.set_level(logging.CRITICAL, logger="django")


@pytest.fixture(scope="module")
def kept_world(keep):
    """A world with reports."""
    return keep(lambda: objects.with_reports(make_world()))


def names_asked_for():
    """Every name that some view looks for behind the question mark."""
    files = (file for room in STOREYS for file in (BASE / room).rglob("*.py"))
    found = {
        name for file in files for names in ASKED.findall(file.read_text("utf-8")) for name in names
    }
    return sorted(found - {""} | OTHERS)


NAMES = names_asked_for()


def pages():
    """A door for each address that is read, with somebody to whom it opens."""
    found = {}
    for door in table.doors():
        opens = [persona for persona in door.personas if door.answer_to(persona) == "200"]
        if (
            door.method in ("GET", "LIST")
            and opens
            and is_on(table.room_of(door))
            and in_turn(door.name)
        ):
            found.setdefault(door.name, (door, opens[-1] if ":" in door.name else opens[0]))
    return list(found.values())


def test_the_names_are_found_in_the_code():
    assert {"q", "page", "code", "back", "at", "stage"} <= set(NAMES)
    assert len(pages()) > 50


@pytest.mark.parametrize(("door", "persona"), pages(), ids=str)
def test_an_address_bears_whatever_stands_in_it(door, persona, world):
    client, address = world.client(persona), address_of(door, world)
    values = [wire(VALUES[name]) for name in sorted(VALUES)]
    turn = crc32(door.name.encode())
    asked = {name: values[(turn + number) % len(values)] for number, name in enumerate(NAMES)}
    answer = client.get(address, asked)
    assert answer.status_code in WELL, asked
    page = read(answer)
    assert SCRIPT[:20] not in page or not answer["Content-Type"].startswith("text/html")
    for other in changed(address, turn):
        answer = client.get(other)
        assert answer.status_code in WELL, other
        read(answer)


def read(answer):
    """All that was answered; a file is closed by it."""
    return (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")


def changed(address, turn):
    """The address with something else in the place of each part that names an object."""
    path = urlsplit(address).path
    with translation.override("zh-hans"):
        named = resolve(path).captured_kwargs
    for number, value in enumerate(named.values()):
        yield path.replace(str(value), SEGMENTS[(turn + number) % len(SEGMENTS)], 1)


HEADERS = {
    "host": {"host": "evil.example"},
    "host after a name": {"host": "testserver@evil.example"},
    "language": {"accept-language": "zz-" + "a" * 3000 + ";q=NaN, \xff"},
    "range": {"range": "bytes=-9999999999999999999,5-1"},
    "since": {"if-modified-since": "Mon, 99 Feb 99999 99:99:99 GMT"},
    "tag": {"if-none-match": 'W/"' + "x" * 5000},
    "accept": {"accept": "text/html;q=-1,*/*;version=\xe9" + "," * 500},
    "fragment": {
        "hx-request": "true",
        "hx-target": SCRIPT,
        "hx-current-url": "http://[",
        "hx-trigger-name": "%00",
    },
    "method": {"x-http-method-override": "DELETE", "x-method-override": "POST"},
    "forwarded": {"x-forwarded-for": "1" * 500 + ", ::g", "x-forwarded-host": "evil.example"},
    "referer": {"referer": "javascript:alert(1)//" + "x" * 3000},
    "cookies": {
        "cookie": "session=../x; csrf=; draft=%00; messages=W10:x:y; text-size=big; =; x=\xff"
    },
    "cookie of many": {"cookie": "; ".join(f"a{n}=1" for n in range(3000))},
    "agent": {"user-agent": SCRIPT + "\xff"},
}
LED_AWAY = ("evil.example", "javascript:")
READ = [
    "/",
    "/needs/",
    "/needs/?q=x",
    "/search/?q=x",
    "/me/",
    "/api/v1/needs/",
    "/hsds/services",
    "/minutes.atom",
]


@pytest.mark.django_db
@pytest.mark.parametrize("headers", HEADERS.values(), ids=HEADERS)
def test_headers(client, headers):
    for address in READ:
        answer = client.get(address, headers=headers)
        assert answer.status_code in WELL, address
        said = f"{answer.content.decode()} {answer.headers} {answer.cookies}"
        assert not any(word in said for word in (*LED_AWAY, SCRIPT[:20])), address
        if "host" in headers:
            assert answer.status_code == 400


@pytest.mark.django_db
def test_what_is_asked_is_there(client):
    assert {client.get(address).status_code for address in READ} == {200, 302}


FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
FILE = b'--x\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\na\r\n'
BODIES = {
    "no type": ("", b"words=x"),
    "JSON": ("application/json", b'{"words": "\\ud800", "n": 1e999}'),
    "JSON that says form": (FORM, b'{"words": ['),
    "XML": ("text/xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'),
    "unknown charset": (f"{FORM}; charset=utf-99", b"words=x"),
    "other charset": (f"{FORM}; charset=utf-16", b"words=x"),
    "no utf-8": (FORM, b"words=%ff%fe%c0%af\xff"),
    "too many fields": (FORM, b"&".join(b"a%d=1" % n for n in range(1200))),
    "too much": (FORM, b"words=" + b"x" * 3_000_000),
    "no boundary": ("multipart/form-data", b"--x"),
    "strange boundary": ("multipart/form-data; boundary=\xff", b"--x"),
    "cut off": (PARTS, b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\nab'),
    "no name": (PARTS, b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--\r\n"),
    "not base 64": (
        PARTS,
        FILE.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n") + b"--x--",
    ),
    "too many files": (PARTS, FILE * 120 + b"--x--\r\n"),
    "one name often": (FORM, b"&".join([b"words=x", b"category=1", b"place=1"] * 300)),
}
WRITTEN = ["/needs/new/", "/needs/track/", "/accounts/login/", "/verify/"]


@pytest.mark.django_db
@pytest.mark.parametrize(("sort", "body"), BODIES.values(), ids=BODIES)
def test_bodies(client, sort, body):
    for address in WRITTEN:
        with writes() as written:
            answer = client.generic("POST", address, body, content_type=sort)
        assert answer.status_code in {200, 302, 400, 413, 415, 422, 429}, address
        assert written.tables <= KEPT_ANYWAY, address


@pytest.mark.django_db
def test_another_method_is_no_way_in(client):
    for address in READ:
        for method in ("put", "patch", "delete", "trace"):
            assert getattr(client, method)(address).status_code in {302, 403, 404, 405}, address


# The mechanism itself.


def breaks(request, number):
    """An address that bears no name but one."""
    return HttpResponse(int(number[:9]) + int(request.GET.get("page", 1)))


urlpatterns = [path("papers/<str:number>/", breaks, name="papers")]


def test_a_planted_fault_is_seen(client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    assert client.get("/papers/7/").status_code == 200
    assert client.get("/papers/7/", {"page": wire(VALUES["nul"])}).status_code not in WELL
    others = [other for turn in range(len(SEGMENTS)) for other in changed("/papers/7/", turn)]
    assert {client.get(other).status_code for other in others} == {200, 404, 500}
