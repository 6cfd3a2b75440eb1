"""The rows behind a number of a filled form: the same pages of rows as behind a report's."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.accounts import add_app
from tests.factories.forms import make_bound, make_fill, make_form
from tests.factories.needs import make_need
from tests.factories.reports import make_clerk_of, moment
from tests.personas import log_in

pytestmark = pytest.mark.django_db
BODY = re.compile(r"<tbody>.*?</tbody>", re.DOTALL)


@pytest.fixture
def clerk(town):
    clerk = make_clerk_of(town)
    add_app(clerk)
    return clerk


def filled(town, clerk):
    """The addresses of the rows of October's needs, in both languages."""
    form = make_form(town, clerk)
    make_bound(form, clerk, "Sheet1!B3", "needs_raised")
    fill = make_fill(form, clerk)
    path = f"/reports/filled/{fill.uuid}/rows/?at=Sheet1!B3"
    return path, f"/en{path}", fill


def listed(page):
    """How many rows stand on a page."""
    return sum(part.count('<th scope="row">') for part in BODY.findall(page))


def test_many_rows_come_in_pages_for_the_same_queries(town, clerk):
    client, asked = log_in(Client(), clerk), []
    village = town.parts.get(code="330299001200")
    for more in (0, 60):
        for _ in range(more):
            make_need(place=village, created_at=moment(20))
        path, _english, fill = filled(town, clerk)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(path).content.decode()
        asked.append(len(queries))
    assert asked[0] == asked[1], asked
    number = int(fill.values["Sheet1!B3"]["number"])
    assert number > 60
    assert listed(page) == 50
    assert f"{number} 行" in page or f"{number} 条" in page
    assert listed(client.get(f"{path}&page=2").content.decode()) == number - 50
    assert client.get(f"{path}&page=99").status_code == 200


def test_rows_lead_to_their_pages_in_the_pages_language(town, clerk):
    client = log_in(Client(), clerk)
    chinese, english, _fill = filled(town, clerk)
    assert 'href="/needs/' in BODY.findall(client.get(chinese).content.decode())[0]
    (rows,) = BODY.findall(client.get(english).content.decode())
    assert '<a class="keep" data-words href="/en/needs/' in rows  # a number stays on one line
    assert 'href="/needs/' not in rows
