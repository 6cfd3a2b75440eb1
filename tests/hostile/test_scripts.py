"""Scripts in all that people have typed: no page of the portal runs one, in a real browser.

`make test` opens some pages, `make prove` and `.ci/run` every page that somebody may open.
"""

import os
from zlib import crc32

import pytest
from django.conf import settings

from gaoqiao.rooms import is_on
from tests.doors import objects, table
from tests.doors.knock import address_of
from tests.hostile.scripts import LONG, plant, watched
from tests.personas import make_world

pytestmark = [
    pytest.mark.browser,
    pytest.mark.sqlite,  # a page is drawn of the same words
    pytest.mark.django_db(transaction=True),
]
ONE_IN = 1 if os.environ.get("KNOCKS") == "everybody" else 20
CLOSED = {"content-security-policy": "default-src 'self'", "content-type": "text/html"}
OPEN = {"content-type": "text/html"}


def pages():
    """A door for each page, with the last of those to whom it opens."""
    found = {}
    for door in table.doors():
        opens = [persona for persona in door.personas if door.answer_to(persona) == "200"]
        here = crc32(door.name.encode()) % ONE_IN == 0 and is_on(table.room_of(door))
        if here and opens and door.method in ("GET", "LIST", "OPEN"):
            found.setdefault((door.name, door.method), (door, opens[-1]))
    return list(found.values())


def test_no_script_that_people_type_runs(chromium_browser, live_server, figure, control):
    world = objects.with_reports(make_world())
    asked = [(address_of(door, world), persona) for door, persona in pages()]
    assert plant() > 80
    ran, shown, opened = {}, 0, 0
    for persona in sorted({persona for _address, persona in asked}):
        client = world.client(persona)
        cookies = [
            {"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}
            for key in [world.sessions.get(persona)]
            if key
        ]
        with watched(chromium_browser, live_server.url, cookies) as look:
            assert look("/control/", body=LONG, headers=OPEN) != []
            for address in [address for address, whose in asked if whose == persona]:
                answer = client.get(address)
                answer.close()
                if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
                    continue
                opened += 1
                shown += "onerror=alert" in answer.content.decode()
                if found := look(address):
                    ran[f"{address} for {persona}"] = found
    with watched(chromium_browser, live_server.url, []) as look:
        run, stopped = (look(f"/{n}/", body=LONG, headers=h) for n, h in enumerate((OPEN, CLOSED)))
    assert ran == {}
    assert shown > opened / 3
    assert any("ran" in one for one in run)
    assert any("CSP" in one for one in stopped)
    assert not any("ran" in one for one in stopped)
    figure(
        f"0 scripts on {opened} pages, {shown} of which show one", bound="none runs or is stopped"
    )
    control(f"written as they are {len(run)} run; with the policy {len(stopped)} are stopped")
