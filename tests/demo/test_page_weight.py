"""Every public page, with the demo, in both languages: light, and asking nobody else for anything.

The bound is read strictly: the page, its style sheets, scripts, icons and fonts as they lie on the
disk, uncompressed, together at most 120 KB (120 × 1024 bytes). Far less travels.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from django.utils import translation

from committees.models import Body, Meeting, Minutes
from foundation.site.codes import qr_svg
from gaoqiao.reports.access import public_runs
from residents.models import Need
from services.access.agreements import public_statements, visible_agreements
from services.models import Listing
from tests.doors import table
from workshops.access.openings import visible_openings
from workshops.models import Workshop

MOST = 120 * 1024
LOADED = {
    "link": "href",
    "script": "src",
    "img": "src",
    "use": "href",
    "source": "src",
    "audio": "src",
}
LOADED |= {"iframe": "src", "video": "src", "embed": "src", "object": "data", "input": "src"}
LINKED = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}
IN_SHEET = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)")
IN_SCRIPT = re.compile(r"(?:from|import)\s*\(?['\"]([^'\"]+)['\"]")
DATA = re.compile(
    r"(?:^|:)api_|^hsds:|_file$|^sitemap-"
)  # programs read them, so they load nothing
NOBODY = AnonymousUser()
MADE = {  # names whose address needs an object: every public one of the demo
    "services:listing": lambda: [{"slug": row.slug} for row in Listing.objects.all()],
    "services:listing_poster": lambda: [{"slug": row.slug} for row in Listing.objects.all()[:3]],
    "residents:need": lambda: [{"number": row.number} for row in Need.objects.published()],
    "committees:body": lambda: [{"slug": row.organization.slug} for row in Body.objects.all()],
    "committees:meeting": lambda: [{"pk": row.pk} for row in Meeting.objects.all()],
    "committees:minutes": lambda: [
        {"pk": row.pk} for row in Minutes.objects.filter(state="published")
    ],
    "services:agreement": lambda: [{"number": row.number} for row in visible_agreements(NOBODY)],
    "services:agreement_csv": lambda: [
        {"number": row.number} for row in visible_agreements(NOBODY)
    ],
    "services:statement": lambda: [{"number": row.number} for row in public_statements(NOBODY)],
    "workshops:workshop": lambda: [{"slug": row.slug} for row in Workshop.objects.all()],
    "workshops:job": lambda: [{"pk": row.pk} for row in visible_openings(NOBODY)],
    "workshops:apply": lambda: [{"pk": row.pk} for row in visible_openings(NOBODY)],
    "reports:report": lambda: [{"run": row.uuid} for row in public_runs()],
    "reports:paper": lambda: [{"run": row.uuid} for row in public_runs()],
    "reports:book": lambda: [{"run": row.uuid} for row in public_runs()],
}


class Loads(HTMLParser):
    """What a browser fetches by itself to show the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "link" and not LINKED & set((said.get("rel") or "").split()):
            return
        address = said.get(LOADED.get(tag, ""), "")
        if address and not address.startswith("#"):
            self.found.add(address)


def loads(html: str) -> set[str]:
    """The addresses that a page loads, without fragments."""
    return {address.partition("#")[0] for address in Loads(html).found}


def local(address: str) -> str:
    """The path in static/ of something loaded; anything else is a fault of the page."""
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc) == ("", ""), f"asks another machine: {address}"
    assert parts.path.startswith("/static/"), f"loads what is no part of the look: {address}"
    return parts.path.removeprefix("/static/")


@cache
def weight(path: str) -> int:
    """The bytes of a file of ours, and of what it loads in turn."""
    found = finders.find(path)
    assert found, f"there is no {path}"
    file = Path(found)
    text = file.read_text(encoding="utf-8")
    pattern = {".css": IN_SHEET, ".js": IN_SCRIPT}.get(file.suffix)
    inner = {a or b for a, b in map(both, pattern.findall(text))} if pattern else set()
    for address in inner:
        assert address.startswith(("data:", "./")), f"{path} loads {address}"
    return file.stat().st_size + sum(
        weight(str(Path(path).parent / a)) for a in inner if a.startswith("./")
    )


def both(found: str | tuple[str, str]) -> tuple[str, str]:
    """The groups of a match, however many there are."""
    return found if isinstance(found, tuple) else (found, "")


def public_names() -> set[str]:
    """The named addresses that open to a visitor, as the door tables say and a test keeps true."""
    doors = [d for d in table.doors() if d.method == "GET" and d.answer_to("visitor") == "200"]
    named = {door.name for door in doors} & table.addresses().keys()
    return {name for name in named if not DATA.search(name)}


def addresses(name: str) -> list[str]:
    """Every public address of that name."""
    return [reverse(name, kwargs=found) for found in MADE.get(name, lambda: [{}])()]


@pytest.mark.sqlite  # counts bytes of pages, which test_doors opens on PostgreSQL too
def test_every_public_page_is_light_and_keeps_to_itself(demo):
    client, heavy, seen, codes = Client(), {}, set(), set()
    for name in sorted(public_names()):
        for language in ("zh-hans", "en"):
            with translation.override(language):
                found = addresses(name)
            for address in found:
                response = client.get(address)
                if not response.get("Content-Type", "").startswith("text/html"):
                    continue
                assert response.status_code == 200, address
                html = response.content.decode()
                size = len(response.content) + sum(weight(local(one)) for one in loads(html))
                seen.add(name)
                codes |= short_codes(html)
                if size > MOST:
                    heavy[address] = size
    assert heavy == {}
    assert {"home", "services:listing", "residents:need", "committees:minutes", "about"} <= seen
    follow(client, codes)


def short_codes(html: str) -> set[str]:
    """The short addresses printed under the QR codes of a page; each code says just that."""
    if 'class="qr"' not in html:
        return set()
    drawn = re.findall(r'<path fill="#000" d="([^"]+)"', html)
    printed = set(re.findall(r"https?://[^\s<\"]+/p/[a-z0-9]+", html))
    wanted = {re.findall(r'd="([^"]+)"', str(qr_svg(one, "")))[1] for one in printed}
    assert drawn, "a code without its squares"
    assert set(drawn) == wanted, "a code says something else than what stands under it"
    return printed


def follow(client, codes):
    """Each printed code leads to a page."""
    assert codes
    for code in codes:
        response = client.get(urlsplit(code).path, follow=True)
        assert response.status_code == 200, code
        assert response.redirect_chain, code


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ('<script src="https://cdn.example/x.js"></script>', "another machine"),
        ('<link rel="stylesheet" href="//fonts.example/a.css">', "another machine"),
        ('<img src="http://count.example/1.gif">', "another machine"),
        ('<svg><use href="https://x.example/i.svg#a"/></svg>', "another machine"),
        ('<script src="/elsewhere/x.js"></script>', "no part of the look"),
        ('<script src="/static/js/nothing.js"></script>', "there is no"),
    ],
)
def test_planted_requests_are_found(page, said):
    with pytest.raises(AssertionError, match=said):
        [weight(local(one)) for one in loads(page)]


def test_links_that_nobody_loads_are_free():
    page = '<a href="https://beian.miit.gov.cn/">x</a><link rel="alternate" href="/en/">'
    assert loads(page) == set()
