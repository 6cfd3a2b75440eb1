"""A page asks the database the same number of times for one row and for thirty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from committees.kinds import MinutesState
from tests.factories import make_need, make_person
from tests.factories.accounts import client_of
from tests.factories.committees import (
    make_body,
    make_item,
    make_meeting,
    make_paper,
    make_seat,
    make_tabling,
)

pytestmark = pytest.mark.django_db

PUBLIC = {
    "/committees/": 4,
    "/committees/SLUG/": 9,
    "/meetings/": 5,
    "/minutes/": 3,
    "/minutes/PAPER/": 6,
    "/meetings/PAST/": 4,
    "/decisions/": 5,
}
DESK = {
    "/desk/": 14,
    "/desk/meetings/": 8,
    "/desk/meetings/PK/": 10,
    "/desk/meetings/PK/quick/": 13,
    "/desk/meetings/PK/minutes/": 8,
    "/desk/meetings/PK/minutes/people/": 15,
    "/desk/meetings/PK/minutes/items/": 15,
}


def grow(scene, number):
    """So many more of everything that a page lists. The seats come last: of each meeting that is
    called, everybody who has one is told."""
    for _each in range(number):
        make_body(place=scene.village)
        make_item(scene.meeting)
        make_tabling(make_need(place=scene.village, public=True), scene.body.organization)
        make_paper(scene.body, MinutesState.PUBLISHED, post=scene.post)
        make_paper(scene.body, MinutesState.SUBMITTED)
        make_paper(scene.body, MinutesState.DRAFT)
        ahead = timezone.now() + timedelta(days=3)
        make_meeting(scene.chair, scene.body, starts_at=ahead, notice_at=None)
    for _each in range(number):
        make_seat(scene.body, person=make_person("赵示范"))


def asked(client, scene, addresses, count):
    """How often each page asked."""
    found = {}
    for address in addresses:
        real = address.replace("PK", str(scene.meeting.pk))
        real = real.replace("PAPER", str(scene.shown.pk))
        real = real.replace("PAST", str(scene.shown.meeting_id))
        real = real.replace("SLUG", scene.body.organization.slug)
        with count() as queries:
            assert client.get(real).status_code == 200, real
        found[address] = len(queries)
    return found


@pytest.fixture
def count(db):
    """Counts the statements of a block."""

    return lambda: CaptureQueriesContext(connection)


def test_one_row_and_thirty(client, evening, count):
    readers = ((client, PUBLIC), (client_of(evening.chair.user), DESK))
    evening.shown = make_paper(evening.body, MinutesState.PUBLISHED, post=evening.post)
    grow(evening, 1)
    for browser, pages in readers:
        asked(browser, evening, pages, count)
        assert asked(browser, evening, pages, count) == pages
    grow(evening, 29)
    for browser, pages in readers:
        assert asked(browser, evening, pages, count) == pages
