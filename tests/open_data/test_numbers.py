"""Which telephone number is given to programs: an office's, and never a mobile, wherever it is
asked for; people read both on the page."""

import re

import pytest

from services.models import Listing
from tests.open_data import making
from workshops.models import Opening, Workshop

pytestmark = pytest.mark.django_db
LINKED = re.compile(r'<script type="application/ld\+json">.*?</script>', re.S)
OFFICE, MOBILE = "0574-88000001", "13900001234"
LISTS = ("services", "workshops", "openings")


def given(client):
    """Everything that programs read of a service, a workshop and an offer of work, by address, and
    what is left of the pages for people."""
    listing = Listing.objects.get()
    rows = [f"/api/v1/{name}/" for name in LISTS]
    rows += [client.get(address).json()["results"][0]["url"] for address in rows]
    parts = ("services", "service_at_locations", "organizations")
    rows += [f"/hsds/services/{listing.uuid}", *(f"/hsds/{part}?full=true" for part in parts)]
    rows += ["/sitemap.xml", "/minutes.atom", "/meetings.ics"]
    programs = {address: text(client, address) for address in rows}
    workshop, opening = Workshop.objects.get(), Opening.objects.get()
    pages = {}
    for address in (
        f"/services/{listing.slug}/", f"/workshops/{workshop.slug}/", f"/jobs/{opening.pk}/"
    ):  # fmt: skip
        page = text(client, address)
        programs[f"JSON-LD {address}"] = "".join(LINKED.findall(page))
        pages[address] = LINKED.sub("", page)
    return programs, pages


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def written(number):
    for model in (Listing, Workshop, Opening):
        model.objects.update(telephone=number)


def test_programs_are_given_an_offices_number_and_people_any(client):
    making.service(1)
    making.opening(2)
    written(OFFICE)
    programs, pages = given(client)
    telling = {address for address, said in programs.items() if OFFICE in said}
    assert len([address for address in telling if "/api/v1/" in address]) == 2 * len(LISTS)
    assert len([address for address in telling if address.startswith("/hsds/")]) == 3
    assert len([address for address in telling if address.startswith("JSON-LD")]) == 1
    assert all(OFFICE in page for page in pages.values())
    written(MOBILE)
    programs, pages = given(client)
    assert not [address for address, said in programs.items() if MOBILE in said]
    assert all(MOBILE in page for page in pages.values())
