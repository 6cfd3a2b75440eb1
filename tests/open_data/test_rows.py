"""Lists and rows: as many queries at thirty rows as at one, and never what is not public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from residents.models import NeedStep, Support
from tests.factories import make_category, make_need, make_person, make_place, make_post, make_town

pytestmark = pytest.mark.django_db


def need(number):
    """A public need that a post has, merged into another, with a thread."""
    place = make_place(f"示范{number}村", parent=make_town())
    into = make_need(place=place, public=True)
    made = make_need(
        *("这些原话不公开",),
        place=place,
        public=True,
        category=make_category(),
        owner_post=make_post("village_clerk", place=place),
        state="merged",
        merged_into=into,
    )
    NeedStep.objects.create(need=made, kind="assigned", round=1, post=made.owner_post)
    return f"/api/v1/needs/{made.number}/"


# How a row is made (its address is answered), its list, and the queries of each. One more query
# asks whether the demo is loaded.
LISTS = {
    "places": (lambda n: f"/api/v1/places/{make_place(f'{n}村').pk}/", 2, 2),
    "needs": (need, 2, 3),
}


@pytest.mark.parametrize("name", LISTS)
def test_as_many_queries_at_thirty_rows_as_at_one(client, name):
    make, of_list, of_one = LISTS[name]
    for number in (1, 30):
        while len(client.get(f"/api/v1/{name}/?size=100").json()["results"]) < number:
            address = make(number)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/api/v1/{name}/?size=100")
        assert len(answer.json()["results"]) >= number
        assert len(asked) == of_list, [one["sql"][:300] for one in asked]
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).json()["url"].endswith(address)
    assert len(asked) == of_one


def test_a_need_tells_its_public_words_and_way_only(client):
    address = need(1)
    told = client.get(address).json()
    assert "这些原话不公开" not in str(told)
    assert (told["title"], told["stage"]) == ("路灯报修", "followed_up")
    assert [(step["kind"], bool(step["office"]["title"])) for step in told["steps"]] == [
        ("assigned", True)
    ]
    assert client.get(f"/api/v1/needs/{told['merged_into']}/").status_code == 200


def test_few_supporters_are_not_told(client):
    made = make_need(public=True)
    said = []
    for _more in range(6):
        said.append(client.get(f"/api/v1/needs/{made.number}/").json()["supporters"])
        Support.objects.create(need=made, person=make_person())
    assert said == [0, None, None, None, None, 5]


def test_a_need_that_went_on_in_a_withheld_one_does_not_name_it(client):
    address = need(1)
    number = client.get(address).json()["merged_into"]
    made = type(make_need()).objects.get(number=number)
    made.public_at = None
    made.save()
    assert client.get(address).json()["merged_into"] is None
