"""A room that the profile switches off leaves no menu, address, staff page, task or clock entry."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from foundation.search import actions as search
from residents.models import NeedStep
from services.hours import EVERY_DAY
from tests.factories import make_need, make_organization, make_place, make_town
from tests.factories.committees import make_body, make_seat
from tests.factories.services import make_listing
from tests.factories.workshops import make_workshop
from tests.processes import database_environment

# What a process offers follows from its profile; the tables are there always, on both databases.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]
PAGES = (
    *("/", "/en/", "/search/?q=示范", "/services/", "/committees/", "/meetings/"),
    *("/workshops/", "/jobs/", "/hsds/", "/hsds/services", "/about/data/"),
)
OF = {
    "services": ("/services/", "/hsds/"),
    "committees": ("/committees/", "/meetings/", "/minutes/", "/decisions/"),
    "workshops": ("/workshops/", "/jobs/"),
}
# A room that another stands on: no process starts with the other on and it off.
STANDS_ON = {"services": ("workshops",)}


@pytest.fixture
def rows():
    """A town in which every room has something to show."""
    village = make_place(parent=make_town())
    listing = make_listing("示范食堂", place=village, hours=[(480, 1020, EVERY_DAY)])
    body = make_body(organization=make_organization(place=village, kind="body"))
    make_seat(body, "villager")
    workshop = make_workshop("示范工坊", place=village)
    need = make_need(place=village, public=True)
    NeedStep.objects.create(need=need, round=1, kind="decided", address="/meetings/")
    for kind, address in (
        ("listing", f"/services/{listing.slug}/"),
        ("body", f"/committees/{body.organization.slug}/"),
        ("need", f"/needs/{need.number}/"),
        ("workshop", f"/workshops/{workshop.slug}/"),
    ):
        with transaction.atomic():
            search.put(kind, "1", "示范", address=address, at=timezone.now())
    return need


def offered(tmp_path, need, **modules):
    """What a process offers whose profile opens these modules."""
    town = (settings.BASE_DIR / "profiles/gaoqiao/profile.toml").read_text(encoding="utf-8")
    for name, on in modules.items():
        assert f"{name} = true\n" in town
        town = town.replace(f"{name} = true\n", f"{name} = {str(on).lower()}\n", 1)
    profile = tmp_path / "profile.toml"
    profile.write_text(town, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.start.rooms", *PAGES, f"/needs/{need.number}/"],
        cwd=settings.BASE_DIR,
        env={**os.environ, **database_environment(), "TOWN_PROFILE": str(profile), "DEBUG": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def of(room, found):
    """What of the room is there: names of addresses, models, tasks, entries of the clock."""
    return (
        room in found["spaces"],
        [label for label in found["models"] if label.startswith(f"{room}.")] != [],
        [name for name in found["tasks"] if name.startswith(f"{room}.")],
        [name for name in found["clock"] if name.startswith(f"{room}.")],
    )


@pytest.mark.parametrize("off", OF)
def test_a_room_switched_off_has_no_door(off, rows, tmp_path):
    closed = {off, *STANDS_ON.get(off, ())}
    found = offered(tmp_path, rows, **dict.fromkeys(closed, False))
    other = "services" if off == "committees" else "committees"
    for room in closed:
        assert of(room, found) == (False, False, [], [])
        assert room in found["tables"]
    assert of(other, found)[:2] == (True, True)
    doors = [door for room in closed for door in OF[room]]
    for address, (status, html) in found["pages"].items():
        gone = address.startswith(tuple(doors))
        assert status == (404 if gone else 200), address
        for door in doors:
            assert f'href="{door}' not in html, address
            assert f'href="/en{door}' not in html, address
    assert any(f'href="{door}' in found["pages"]["/"][1] for door in OF[other])
    assert ('href="/hsds/' in found["pages"]["/about/data/"][1]) == ("services" not in closed)


def test_all_on_is_all_there(rows, tmp_path):
    found = offered(tmp_path, rows)
    assert of("services", found)[:2] == (True, True)
    assert "services.renew_spans" in of("services", found)[2]
    assert "services.renew_spans" in of("services", found)[3]
    closing = ["workshops.close_openings"]
    assert of("workshops", found) == (True, True, closing, closing)
    assert of("committees", found)[:2] == (True, True)
    assert {status for status, _html in found["pages"].values()} == {200}
    assert 'href="/meetings/"' in found["pages"][f"/needs/{rows.number}/"][1]
    assert 'href="/services/listing-' in found["pages"]["/search/?q=示范"][1]
