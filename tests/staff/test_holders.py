"""Who holds a post is named on its page, and opened from there by who may see people."""

import pytest
from django.urls import reverse

from tests.factories import make_holding, make_person, make_place, make_post, make_town
from tests.staff.scene import staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "opens"), [("town_clerk", True), ("village_clerk", False)])
def test_holders_are_links_where_the_reader_sees_people(role, opens):
    town = make_town()
    village = make_place(parent=town)
    client = staff(role, town if role == "town_clerk" else village)[0]
    post = make_post("grid_worker", place=village)
    people = [make_person(name) for name in ("陈示范", "何示范")]
    for person in people:
        make_holding(person, post=post)
    page = client.get(reverse("admin:residents_post_change", args=[post.pk])).content.decode()
    for person in people:
        address = reverse("admin:residents_person_change", args=[person.pk])
        assert person.name in page
        assert (f'<a href="{address}">{person.name}</a>' in page) is opens
        assert (client.get(address).status_code == 200) is opens


def test_a_post_that_nobody_holds():
    town = make_town()
    client = staff("town_clerk", town)[0]
    post = make_post("office", place=town)
    page = client.get(reverse("admin:residents_post_change", args=[post.pk])).content.decode()
    assert "<dt>任职人</dt><dd data-words>无人任职</dd>" in page
