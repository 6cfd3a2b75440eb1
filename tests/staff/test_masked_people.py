"""People on the staff pages are masked, also where Django writes a row's own text."""

import pytest

from foundation.backoffice.forms import Typed
from residents.forms.accounts import GiveForm
from tests.factories import make_holding, make_person

pytestmark = pytest.mark.django_db


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
    resident = world["own"].need.reporter
    known = make_person("陈示范", phone="13800005678")
    make_holding(known, place=world["own"].place)
    form = GiveForm(user=world.users["town_clerk"], row=world["own"].holding.post)
    offered = [
        label
        for _key, label, _chosen in form.fields["person"].offer_for("person", Typed("陈示"))["rows"]
    ]
    assert "陈示范 · 138****5678" in offered
    assert resident.name not in "".join(offered)  # who never held a post is asked for, not listed
    assert known.phone not in "".join(offered)
