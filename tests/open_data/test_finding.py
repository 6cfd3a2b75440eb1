"""What search engines, and finders of flaws, are told."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from foundation.site.models import Installation, InstallationKind
from gaoqiao.profile_check import problems
from tests.factories import make_need
from tests.factories.services import make_listing
from tests.open_data import making

pytestmark = pytest.mark.django_db
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
EVIL = "</script><script>alert(1)</script>&"


def linked(page):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(block)


def test_a_service_is_told_in_the_words_of_schema_org(client):
    listing = making.listing(1)
    listing.name_en = "Canteen"
    listing.save()
    told = linked(client.get(f"/en/services/{listing.slug}/").content.decode())
    assert (told["@type"], told["name"]) == ("Service", "Canteen")
    assert told["url"].endswith(f"/en/services/{listing.slug}/")
    assert told["availableChannel"]["servicePhone"]["telephone"] == listing.telephone
    assert len(told["hoursAvailable"]) == 8
    assert told["hoursAvailable"][0] == {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": "https://schema.org/Monday",
        "opens": "08:00",
        "closes": "17:00",
    }
    assert "offers" not in told


def test_what_is_free_says_so_and_what_nobody_knows_is_left_out(client):
    listing = make_listing(is_free=True, hours=((0, 1440),))
    told = linked(client.get(f"/services/{listing.slug}/").content.decode())
    assert told["offers"]["price"] == 0
    assert told["hoursAvailable"][0]["closes"] == "23:59"
    assert not {"provider", "description"} & set(told)
    assert "serviceLocation" not in told["availableChannel"]


def test_no_word_ends_the_block_of_data(client):
    listing = make_listing(summary=EVIL)
    page = client.get(f"/services/{listing.slug}/").content.decode()
    assert "<script>alert" not in page
    assert linked(page)["description"] == EVIL


def locations(answer):
    assert answer.status_code == 200
    return [one.text for one in etree.fromstring(answer.content).iterfind(".//s:loc", MAP)]


def test_the_map_leads_to_every_public_page_and_to_no_other(client):
    for make in (making.need, making.minutes, making.statement, making.workshop, making.opening):
        make(1)
    hidden = make_need()
    found = [page for part in locations(client.get("/sitemap.xml"))
             for page in locations(client.get(part))]  # fmt: skip
    assert len(found) == len(set(found)) > 20
    assert not any(hidden.number in page for page in found)
    assert {client.get(page).status_code for page in found} == {200}


@pytest.mark.parametrize(("section", "make"), [("needs", making.need), ("bodies", making.body)])
def test_a_section_costs_the_same_queries_for_many_pages(client, section, make):
    counts = []
    for number in (1, 4):
        make(number)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"/sitemap-{section}.xml")
        counts.append(len(asked))
    assert counts == [4, 4]


@pytest.mark.parametrize("part", ["none.xml", "needs.xml?p=9", "needs.xml?p=x"])
def test_a_map_that_is_not_there_is_404(client, part):
    assert client.get(f"/sitemap-{part}").status_code == 404


def test_robots_are_led_to_the_map_once_it_is_no_demo(client, settings):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert {"Disallow: /admin/", "Disallow: /en/desk/"} <= set(text.splitlines())
    Installation.objects.create(kind=InstallationKind.DEMO)
    answer = client.get("/robots.txt")
    assert "Sitemap" not in answer.content.decode()
    assert client.get("/sitemap.xml")["X-Robots-Tag"] == "noindex"


def fields(client):
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


def test_finders_of_flaws_are_told_whom_to_tell(client, settings):
    told = fields(client)
    until = datetime.fromisoformat(told["Expires"])
    assert timedelta(days=100) < until - timezone.now() < timedelta(days=365)
    assert told["Contact"] == f"{settings.SITE_URL}/feedback/"
    assert told["Canonical"] == f"{settings.SITE_URL}/.well-known/security.txt"
    site = settings.TOWN["site"] | {"security_contact": "mailto:security@example.org"}
    settings.TOWN = settings.TOWN | {"site": site}
    assert fields(client)["Contact"] == "mailto:security@example.org"


def test_a_contact_that_is_no_address_is_a_fault_of_the_profile(settings):
    said = []
    for contact in ("mailto:security@example.org", "https://example.org/", "0574-00000000"):
        site = settings.TOWN["site"] | {"security_contact": contact}
        said.append(problems(settings.TOWN | {"site": site}))
    assert said == [[], [], ["[site] security_contact must begin with mailto: or https://"]]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_about_it_leads_to_every_list(client, prefix):
    page = client.get(f"{prefix}/about/data/").content.decode()
    for address in client.get(f"{prefix}/api/v1/").json().values():
        assert f'href="{address.removeprefix("http://testserver")}"' in page
    assert f'href="{prefix}/about/data/"' in client.get(f"{prefix}/").content.decode()
