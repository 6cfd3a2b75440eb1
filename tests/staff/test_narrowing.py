"""Lists are narrowed by few choices that say how many they hold; an empty one leads further."""

import re

import pytest
from django.urls import reverse

from foundation.backoffice import queries
from foundation.templatetags import backoffice
from residents.filters import MOST
from residents.models import Need, Notice, Organization, Post
from tests.factories import (
    make_need,
    make_organization,
    make_place,
    make_post,
    make_town,
)
from tests.staff.scene import listing, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_town()


def chips(client, model, **query):
    """The words of each choice with its count; those that hold nothing cannot be chosen."""
    page = client.get(listing(model), query).content.decode()
    found = re.findall(r'class="chip[^>]*>([^<]+)<small>(\d+)</small>', page)
    return {words: int(count) for words, count in found}


def test_each_choice_says_how_many_it_holds(town):
    east, west = make_place("东村", parent=town), make_place("西村", parent=town)
    grid = make_place("东村一格", parent=east)
    client, _user = staff("town_clerk", town)
    for place, state in ((east, "raised"), (grid, "raised"), (west, "answered")):
        make_need(place=place, state=state)
    found = chips(client, Need)
    assert (found["东村"], found["西村"]) == (2, 1)
    assert "东村一格" not in found
    assert client.get(listing(Need), {"place": east.path}).context["cl"].result_count == 2
    narrowed = chips(client, Need, state__exact="answered")
    assert (narrowed["东村"], narrowed["西村"]) == (0, 1)


def test_the_count_of_a_queue_is_that_of_its_rows(town):
    village = make_place(parent=town)
    client, _user = staff("village_clerk", village)
    for state in ("raised", "raised", "answered"):
        make_need(place=village, state=state)
    page = client.get(listing(Need)).content.decode()
    queue = re.search(r'href="(\?queue=to_accept)"[^>]*>[^<]+<small>(\d+)</small>', page)
    assert int(queue[2]) == 2
    assert client.get(listing(Need) + queue[1]).context["cl"].result_count == 2


def test_posts_of_an_organisation_count_for_its_village(town):
    east, _west = make_place("东村", parent=town), make_place("西村", parent=town)
    client, _user = staff("town_clerk", town)
    make_post("grid_worker", place=east)
    make_post("partner", organization=make_organization(place=east))
    assert chips(client, Post)["东村"] == 2
    assert client.get(listing(Post), {"place": east.path}).context["cl"].result_count == 2


def test_a_place_elsewhere_narrows_nothing(town):
    for _village in range(2):
        make_need(place=make_place(parent=town))
    other = make_need(place=make_place(parent=make_town("外镇")))
    client, _user = staff("town_clerk", town)
    for path in (other.place.path, "x", ""):
        assert client.get(listing(Need), {"place": path}).context["cl"].result_count == 2


def test_many_villages_are_not_offered_but_searched(town):
    villages = [make_place(f"{number}村", parent=town) for number in range(2)]
    make_need(place=villages[0])
    client, _user = staff("town_clerk", town)
    assert "0村" in chips(client, Need)
    for number in range(2, MOST + 1):
        make_place(f"{number}村", parent=town)
    assert "0村" not in chips(client, Need)


def test_of_many_choices_those_that_hold_something_are_offered(town):
    villages = [make_place(f"{number}村", parent=town) for number in range(backoffice.FEW - 1)]
    make_need(place=villages[0])
    client, _user = staff("town_clerk", town)
    assert chips(client, Need)["1村"] == 0
    make_place("多一村", parent=town)
    found = chips(client, Need)
    assert found["0村"] == 1
    assert "1村" not in found
    page = client.get(listing(Need), {"place": villages[1].path}).content.decode()
    assert re.search(r'class="chip"[^>]*aria-current[^>]*>1村', page)


def test_a_queue_that_is_done_says_so_and_not_that_there_are_no_rows(town):
    village = make_place(parent=town)
    client, _user = staff("village_clerk", village)
    make_need(place=village, state="answered")
    page = client.get(listing(Need), {"queue": "to_accept"}).content.decode()
    empty = page.partition('class="empty"')[2]
    assert "这里没有待办的" in empty
    assert re.search(r'<a[^>]*href="\?"[^>]*>\s*全部显示', empty)


@pytest.mark.parametrize(("prefix", "words"), [("", "食堂"), ("/en", "Canteen")])
def test_a_name_stands_in_the_language_of_the_page(town, prefix, words):
    make_organization("食堂", place=town, name_en="Canteen")
    client, _user = staff("town_clerk", town)
    page = client.get(f"{prefix}/admin/residents/organization/").content.decode()
    assert re.search(rf'<th class="field-name[^>]*><a[^>]*>{words}</a>', page)


def test_a_long_list_is_not_counted_by_choice(town, monkeypatch):
    village = make_place(parent=town)
    client, _user = staff("town_clerk", town)
    for _need in range(4):
        make_need(place=village)
    monkeypatch.setattr(queries, "MOST", 3)
    monkeypatch.setattr(backoffice, "MOST", 3)
    assert chips(client, Need) == {}


@pytest.mark.parametrize(
    ("role", "model", "words", "address"),
    [
        ("village_clerk", Need, "代居民提需求", "/needs/new/"),
        ("village_clerk", Notice, "去看诉求", "/admin/residents/need/"),
        ("town_clerk", Organization, "新增单位", "add/"),
    ],
)
def test_an_empty_list_leads_to_the_next_step(town, role, model, words, address):
    village = make_place(parent=town)
    client, _user = staff(role, village if role == "village_clerk" else town)
    empty = client.get(listing(model)).content.decode().partition('class="empty"')[2]
    link = re.search(r'<a[^>]*href="([^"]*)"[^>]*>\s*([^<]+?)\s*</a>', empty)
    assert (link[1], link[2]) == (address, words)


def test_who_only_reads_is_led_nowhere(town):
    client, _user = staff("supervisor", town)
    page = client.get(listing(Need)).content.decode()
    assert 'class="empty"' in page
    assert (
        reverse("residents:need_new")
        not in page.partition('class="empty"')[2].partition("</div>")[0]
    )
