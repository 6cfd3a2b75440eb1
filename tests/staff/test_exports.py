"""A list as a file: what the list shows, no more; no cell is a formula; the record knows."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from foundation.backoffice.cells import as_text
from foundation.record.models import Entry
from residents.models import Need, Organization, Person
from tests.factories import make_need, make_organization, make_person, make_place, make_town
from tests.staff.scene import staff

pytestmark = pytest.mark.django_db


def taken(client, model, query=""):
    """The rows of the file, heads first."""
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_export")
    answer = client.post(address + query)
    assert answer.status_code == 200, answer.status_code
    assert answer["Content-Type"].startswith("text/csv")
    assert answer.streaming
    text = b"".join(answer).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_a_file_holds_what_the_list_shows_and_the_record_knows():
    town = make_town()
    here, there = make_place("甲村", parent=town), make_place("乙村", parent=make_town("外镇"))
    for place in (here, here, there):
        make_need("路灯不亮", place=place)
    client, user = staff("village_clerk", here)
    rows = taken(client, Need)
    assert len(rows) == 3
    assert {row[2] for row in rows[1:]} == {"甲村"}
    assert "乙村" not in str(rows)
    assert len(taken(client, Need, "?state__exact=closed")) == 1
    entry = Entry.objects.filter(verb="list.exported").order_by("pk").first()
    assert (entry.actor, entry.subject_label, entry.values) == (user, "residents.need", {"rows": 2})


def test_no_cell_is_a_formula_and_names_are_masked():
    town = make_town()
    make_organization('=HYPERLINK("http://x")', place=town, kind="shop")
    make_person("陈示范", lives_in=town, phone="13800005678")
    client, _user = staff("town_clerk", town)
    names = [row[0] for row in taken(client, Organization)[1:]]
    assert """'=HYPERLINK("http://x")""" in names
    people = str(taken(client, Person))
    assert "陈**" in people
    assert "陈示范" not in people
    assert "13800005678" not in people
    for bad in ("=1", "+1", "-1", "@x", "\t=1"):
        assert as_text(bad) == "'" + bad


def test_a_file_is_asked_for_by_who_sees_the_list_and_never_by_an_address():
    town = make_town()
    client, _user = staff("village_clerk", town)
    address = reverse("admin:residents_need_export")
    assert client.get(address).status_code == 405
    assert client.post(reverse("admin:foundation_entry_export")).status_code == 403
    assert Client().post(address).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(address).status_code == 403
    assert not Entry.objects.filter(verb="list.exported").exists()


@pytest.mark.parametrize("rows", [1, 30])
def test_a_file_asks_as_much_for_one_row_as_for_thirty(rows, django_assert_num_queries):
    town = make_town()
    for _row in range(rows):
        make_organization(place=town, kind="shop")
    client, _user = staff("town_clerk", town)
    with django_assert_num_queries(11):
        taken(client, Organization)
