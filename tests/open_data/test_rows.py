"""Lists and rows: as many queries at thirty rows as at one, and never what is not public."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from residents.models import Need, Place, Support
from tests.factories import make_need, make_person, make_place, make_town
from tests.factories.committees import make_body, make_item, make_paper, make_tabling
from tests.open_data import making

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"

# The function that makes a row, the queries of the list and of the row, and how many rows are many:
# a report takes long to make. One query of each asks whether the demo is loaded.
LISTS = {
    "places": (making.place, 2, 2, 30),
    "needs": (making.need, 2, 3, 30),
    "bodies": (making.body, 2, 3, 30),
    "meetings": (making.meeting, 3, 4, 30),
    "minutes": (making.minutes, 2, 3, 30),
    "outcomes": (making.outcome, 4, 4, 30),
    "services": (making.service, 7, 7, 30),
    "venues": (making.venue, 2, 2, 30),
    "agreements": (making.agreement, 2, 7, 30),
    "statements": (making.statement, 2, 2, 30),
    "workshops": (making.workshop, 2, 3, 30),
    "openings": (making.opening, 2, 2, 30),
    "reports": (making.report, 2, 3, 2),
}


@pytest.mark.parametrize("name", LISTS)
def test_as_many_queries_at_thirty_rows_as_at_one(client, name):
    make, of_list, of_one, many = LISTS[name]
    made = 0
    for number in (1, many):
        while made < number:
            made, address = made + 1, ROOT + make(made)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"{ROOT}{name}/?size=100")
        assert len(answer.json()["results"]) >= number
        assert len(asked) == of_list, [one["sql"][:300] for one in asked]
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).json()["url"].endswith(address)
        assert len(asked) == of_one, [one["sql"][:300] for one in asked]


def test_the_root_names_every_list(client):
    assert set(client.get(ROOT).json()) == set(LISTS)


def test_of_a_district_only_the_own_town_is_told(client, settings):
    town, other = make_town("示范镇"), make_town("另一示范镇")
    here, there = make_place("示范村", parent=town), make_place("外镇示范村", parent=other)

    def told():
        return {row["name"] for row in client.get(f"{ROOT}places/").json()["results"]}

    every = {"示范市", "示范区", "示范镇", "示范村", "另一示范镇", "外镇示范村"}
    assert told() == every  # no town of the profile's code is loaded
    Place.objects.filter(pk=town.pk).update(code=settings.TOWN["place"]["code"])
    assert told() == every - {"另一示范镇", "外镇示范村"}
    for place, status in ((here, 200), (town.parent, 200), (there, 404), (other, 404)):
        assert client.get(f"{ROOT}places/{place.pk}/").status_code == status


def test_a_need_tells_its_public_words_and_way_only(client):
    told = client.get(ROOT + making.need(1)).json()
    assert "这些原话不公开" not in str(told)
    assert (told["title"], told["stage"]) == ("路灯报修", "followed_up")
    assert [(step["kind"], bool(step["office"]["title"])) for step in told["steps"]] == [
        ("assigned", True)
    ]
    assert client.get(f"{ROOT}needs/{told['merged_into']}/").status_code == 200


def test_few_supporters_are_not_told(client):
    made = make_need(public=True)
    said = []
    for _more in range(6):
        said.append(client.get(f"{ROOT}needs/{made.number}/").json()["supporters"])
        Support.objects.create(need=made, person=make_person())
    assert said == [0, None, None, None, None, 5]


@pytest.mark.parametrize("make", [making.need, making.agreement])
def test_a_need_that_is_not_public_is_not_named(client, make):
    field = "merged_into" if make is making.need else "need"
    address = ROOT + make(1)
    number = client.get(address).json()[field]
    Need.objects.filter(number=number).update(public_at=None)
    assert client.get(address).json()[field] is None


@pytest.mark.parametrize("name", ["agreements", "statements"])
def test_a_statement_is_told_once_it_is_public(client, name):
    address = ROOT + getattr(making, name[:-1])(1)
    statement = making.Statement.objects.get()
    assert client.get(address).status_code == 200
    assert statement.number in str(client.get(address).json())
    making.Statement.objects.update(published_at=None)
    assert statement.number not in str(client.get(address).json())


def test_an_agenda_names_a_need_while_it_is_public(client):
    body = make_body()
    meeting = make_paper(body, "draft").meeting
    meeting.starts_at = timezone.now() + timedelta(days=3)
    meeting.save()
    asked, item = make_need(public=True), make_item(meeting)
    item.tabling = make_tabling(asked, body.organization)
    item.save()
    make_item(meeting, "没有诉求的一项")
    address = f"{ROOT}meetings/{meeting.pk}/"
    assert [one["need"] for one in client.get(address).json()["agenda"]] == [asked.number, None]
    Need.objects.filter(pk=asked.pk).update(public_at=None)
    assert [one["need"] for one in client.get(address).json()["agenda"]] == [None, None]
