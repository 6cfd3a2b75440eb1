"""What `bench.speed` asks of the portal and of the plain app, and how an answer is told right."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import quote, urlencode

RARE = "剪纸"  # see bench.sized
TOKEN = "b" * 32  # of the form and of its cookie
ROW = re.compile(r'<h3><a href="/services/([^"/]+)/"')
WORDS = {"words": "村口的路灯不亮，晚上走路看不见。", "spot": "村口", "phone": "13800000000"}
AGREED = {"title": "路灯", "text": "月底前换三盏。", "due_on": "2099-12-04"}
SENTENCE = {"sentence": "大家同意换村口的路灯。"}


@dataclass(frozen=True)
class Asked:
    """A request: a page with `form` None, else a form that is sent."""

    address: str
    form: dict[str, Any] | None = None
    cookies: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kind:
    """A sort of request: what asks it of each app (several where it takes several), and the most
    that the portal's may cost of the plain one's, None where that is not bounded."""

    name: str
    portal: Callable[[dict[str, Any], int], list[Asked]]
    plain: Callable[[dict[str, Any], int], list[Asked]]
    most: float | None = None
    rows: bool = False  # whether both show a list, which must be the same


def page(portal: str, plain: str | None = None) -> dict[str, Any]:
    """A list that anybody reads; `{last}` and `{pages}` are filled in."""
    return {
        "portal": lambda town, _turn: [Asked(portal.format(**town))],
        "plain": lambda town, _turn: [Asked((plain or portal).format(**town))],
    }


def raise_portal(town: dict[str, Any], turn: int) -> list[Asked]:
    """The last page of a need: everything was typed before, and is sent now."""
    draft = town["drafts"][turn]
    return [Asked("/needs/new/check/", {"client_key": draft["key"]}, {"draft": draft["token"]})]


def raise_plain(town: dict[str, Any], turn: int) -> list[Asked]:
    """The same need in one form."""
    place = {"place": town["village"], "category": town["category"], "name": ""}
    return [Asked("/needs/", {**WORDS, **place})]


def file_portal(town: dict[str, Any], turn: int) -> list[Asked]:
    """The short form, then handing it in from the page on which it is checked."""
    desk, mine = f"/desk/meetings/{town['meetings'][turn]}", {"session": town["session"]}
    item = {f"item-0-{name}": text for name, text in AGREED.items()}
    typed = {**SENTENCE, **item, "item-0-owner_post": town["owner"], "revision": 0, "kept": 0}
    return [
        Asked(f"{desk}/quick/", typed, mine),
        Asked(f"{desk}/minutes/check/", {"revision": 1}, mine),
    ]


def file_plain(town: dict[str, Any], turn: int) -> list[Asked]:
    """The same paper in one form; the portal's meetings and its own are not the same ones."""
    typed = {**SENTENCE, **AGREED, "owner_post": town["owner"]}
    meeting = town["meetings"][-1 - turn]
    return [Asked(f"/minutes/{meeting}/", typed, {"session": town["session"]})]


LIST, NEED = 1.5, 3.0
KINDS = (
    Kind("services, first page", **page("/services/"), most=LIST, rows=True),
    Kind("services, one kind", **page("/services/?kind=meals"), most=LIST, rows=True),
    Kind("services, later today", **page("/services/?when=later"), most=LIST, rows=True),
    Kind("services, two characters", **page(f"/services/?q={RARE}"), most=LIST, rows=True),
    Kind(
        "services, last page",
        **page("/services/?after=2.{last}", "/services/?page={pages}"),
        most=LIST,
        rows=True,
    ),
    Kind("a service", **page("/services/b7/")),
    Kind("raising a need", raise_portal, raise_plain, most=NEED),
    Kind("filing minutes", file_portal, file_plain),
)
ADDRESSES = count(1)


def answer(port: int, asked: Asked) -> str:
    """Ask; the page, or where a form led. Any other answer ends the run."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    number = next(ADDRESSES)  # each from an address of its own: the portal limits what one sends
    headers = {"X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
    cookies = {"csrf": TOKEN, **asked.cookies} if asked.form is not None else asked.cookies
    if cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    body = None
    if asked.form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode({**asked.form, "csrfmiddlewaretoken": TOKEN})
    method = "GET" if body is None else "POST"
    connection.request(method, quote(asked.address, safe="/?=&"), body, headers)
    got = connection.getresponse()
    text = got.read().decode()
    connection.close()
    if got.status != (200 if body is None else 302):
        raise SystemExit(f"{asked.address} answered {got.status}")
    return text if body is None else got.headers["Location"]


def rows_of(html: str) -> list[str]:
    """The services on a page, in its order."""
    return ROW.findall(html)
