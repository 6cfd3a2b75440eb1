"""The official list: loaded in seconds, again without change, names followed, paths kept."""

import time
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from foundation.actor import clock, visitor
from foundation.record.models import Entry, Result
from foundation.refusals import NotAllowed
from residents.actions.places import create_place, load_places
from residents.divisions import Division, decoded, parsed
from residents.models import Place

LIST = settings.BASE_DIR / "profiles" / "divisions_ningbo.csv"
OPERATOR = clock("load_places")

pytestmark = pytest.mark.django_db


def load(file: Path) -> str:
    """What the command says when it loads a file."""
    out = StringIO()
    call_command("load_places", file, stdout=out)
    return out.getvalue()


def rows() -> list[Division]:
    """The checked rows of the whole list."""
    return parsed(decoded(LIST.read_bytes()), {})


def test_the_whole_list_in_seconds_and_again_without_change():
    began = time.monotonic()
    with CaptureQueriesContext(
        connection,
    ) as captured:
        load(LIST)
    assert time.monotonic() - began < 10
    assert len(captured) < 90  # a fixed number and one a batch
    assert Place.objects.count() == 3215
    before = list(Place.objects.values())
    with CaptureQueriesContext(connection) as captured:
        said = load(LIST)
    assert len(captured) <= 8
    assert "0" in said
    assert list(Place.objects.values()) == before
    assert Entry.objects.filter(verb="places.loaded").count() == 1


def test_levels_kinds_and_parents_come_from_the_rows():
    load_places(by=OPERATOR, divisions=rows())
    town = Place.objects.get(code="330203100")
    villages = Place.objects.within(town.path).filter(level="village")
    assert villages.count() == 29
    assert villages.filter(kind="community").count() == 9
    ou = villages.get(code="330203100224")
    assert (ou.name, ou.official_name, ou.kind) == ("藕缆桥村", "藕缆桥村村委会", "village")
    assert ou.parent == town
    assert town.path == ou.path[:12]
    assert len(ou.path) == 16


def test_a_new_name_is_followed_and_a_name_by_hand_is_kept():
    load_places(by=OPERATOR, divisions=rows())
    Place.objects.filter(code="330203100225").update(name="新庄")
    renamed = [
        Division(row.code, "藕桥社区居委会", row.parent, row.level)
        if row.code == "330203100224"
        else row
        for row in rows()
    ]
    path = Place.objects.get(code="330203100224").path
    done = load_places(by=OPERATOR, divisions=renamed)
    place = Place.objects.get(code="330203100224")
    assert (done.created, done.changed) == (0, 1)
    assert (place.name, place.kind, place.path) == ("藕桥社区", "community", path)
    assert place.pinyin == "ouqiaoshequ"
    assert Place.objects.get(code="330203100225").name == "新庄"


def test_paths_stay_when_rows_are_added():
    every = rows()
    load_places(by=OPERATOR, divisions=[row for row in every if row.parent != "330203100"])
    before = dict(Place.objects.values_list("code", "path"))
    invented = create_place(
        by=OPERATOR,
        parent=Place.objects.get(code="330203100"),
        name="示范村",
        level="village",
        kind="village",
    )
    done = load_places(by=OPERATOR, divisions=every)
    after = dict(Place.objects.counted().values_list("code", "path"))
    assert done.created == 29
    assert {code: after[code] for code in before} == before
    assert len(set(after.values()) | {invented.path}) == 3216


def test_an_invented_place_has_no_code_and_is_not_counted():
    load_places(by=OPERATOR, divisions=rows())
    town = Place.objects.get(code="330203100")
    place = create_place(by=OPERATOR, parent=town, name="示范村", level="village", kind="village")
    assert place.code is None
    assert place.path == town.path + "0030"
    assert place in Place.objects.within(town.path)
    assert place not in Place.objects.counted()
    assert (place.pinyin, place.initials) == ("shifancun", "sfc")


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_does_not_grow_with_the_rows(number, django_assert_num_queries):
    villages = [row for row in rows() if row.parent == "330203100"]
    load_places(by=OPERATOR, divisions=[row for row in rows() if row.level != "village"])
    with django_assert_num_queries(6):  # savepoint ×2, places, paths, insert, entry
        load_places(by=OPERATOR, divisions=villages[:number])


def test_nobody_else_may():
    with pytest.raises(NotAllowed):
        load_places(by=visitor(), divisions=rows())
    assert not Place.objects.exists()
    assert Entry.objects.get().result == Result.REFUSED
