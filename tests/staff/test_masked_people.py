"""People on the staff pages are masked, also where Django writes a row's own text."""

import pytest

from residents.forms.accounts import GiveForm
from tests.factories import make_person
from tests.personas import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def test_the_page_of_a_person(client, world):
    person = make_person("陈示范", lives_in=world["own"].place)
    client.force_login(world.users["supervisor"])
    answer = client.get(f"/admin/residents/person/{person.pk}/change/")
    assert answer.status_code == 200
    assert person.name not in answer.content.decode()
    assert "陈**" in answer.content.decode()


def test_choices_that_are_looked_up(client, world):
    client.force_login(world.users["supervisor"])
    found = client.get(
        "/admin/autocomplete/",
        {"app_label": "residents", "model_name": "need", "field_name": "reporter", "term": "王"},
    ).json()["results"]
    assert {row["text"] for row in found} == {"王**"}


def test_who_fills_a_post_chooses_by_name_and_masked_number(world):
    person = world["own"].need.reporter
    form = GiveForm(user=world.users["town_clerk"], row=world["own"].holding.post)
    labels = [label for _key, label in form.fields["person"].choices]
    assert f"{person.name} · 138****0000" in labels
    assert person.phone not in "".join(labels)
