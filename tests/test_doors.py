"""Who gets what answer at every address: the tables of tests/doors, knocked at by each persona.

The tables are written by hand: no command makes them, so an answer that changes is seen by whoever
changes the table. Every page that answers, also one that refuses, is in one language: in Chinese on
SQLite, in English on PostgreSQL.
"""

import logging
import os
from functools import cache
from itertools import combinations
from zlib import crc32

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from gaoqiao.rooms import is_on
from residents.models import Place
from tests import other_towns, planted
from tests.catalogues.pages import in_the_wrong_language
from tests.doors import objects, table
from tests.doors.knock import address_of, answers, knock, mismatches
from tests.factories import make_town
from tests.hostile.table import unlisted as unlisted_forms
from tests.personas import OFFICES, PERSONAS, make_world

DOORS = [door for door in table.doors() if is_on(table.room_of(door))]
# Personas whose pages differ nowhere yet. A pair outside of one group must differ at some door.
ALIKE: list[set[str]] = []


@pytest.fixture(autouse=True)
def _refusals_unlogged(caplog):
    """Most knocks are refused: to write each down, with where it happened, takes as long again."""
    caplog.set_level(logging.CRITICAL, logger="django.request")


@pytest.fixture(scope="module")
def kept_world(keep):
    """A world with values that only the cells of tests/planted.txt may show."""
    return keep(lambda: objects.with_reports(planted.plant(make_world())))


def asked(door):
    """Who knocks: everybody in `make prove` and in `.ci/run` (`KNOCKS`).

    In `make test` they change from door to door: on SQLite six of those who are let in, and one
    for each other answer; on PostgreSQL, where what can differ is a statement that it refuses, two
    who are let in and one other.
    """
    if os.environ.get("KNOCKS") == "everybody":
        return door.personas
    by_answer = {}
    for persona in door.personas:
        by_answer.setdefault(door.answer_to(persona), []).append(persona)
    turn = crc32(f"{door} on {connection.vendor}".encode())
    opened = by_answer.pop("200", [])
    others = [from_turn(personas, turn)[0] for personas in by_answer.values()]
    let_in, sent_away = (6, len(others)) if connection.vendor == "sqlite" else (2, 1)
    knocking = [*from_turn(opened, turn)[:let_in], *from_turn(others, turn)[:sent_away]]
    return sorted(knocking, key=door.personas.index)


def from_turn(row, turn):
    """The row, begun at another place in each turn."""
    start = turn % len(row) if row else 0
    return [*row[start:], *row[:start]]


@pytest.mark.parametrize("door", DOORS, ids=str)
def test_every_persona_gets_the_answer_of_the_table_and_nothing_planted(door, world, figure):
    language = "zh-hans" if connection.vendor == "sqlite" else "en"
    said = answers(door, world, asked(door), language)
    assert mismatches(door, said) == []
    assert planted.shown(door, said) <= planted.listed(), (
        "shown where planted.txt does not allow it"
    )
    assert unlisted_forms(said) == set(), "write a line for the form into tests/hostile/forms.txt"
    assert not any(other_towns.named_in(answer.text) for answer in said.values())
    mixed = {who: in_the_wrong_language(answer.page, language) for who, answer in said.items()}
    assert not any(mixed.values()), mixed
    figure({"doors": 1, "answers": len(said)}, bound="each as in the tables")


def unlisted(urlconf=None):
    """Addresses that no table names, and lines that name no address."""
    names, listed = table.addresses(urlconf), {door.name for door in DOORS}
    registered = admin.site._registry if apps.is_installed("django.contrib.admin") else ()
    models = {f"admin:{model._meta.label_lower}" for model in registered}
    pages = {name for name in names if not table.OF_A_MODEL.match(name)} - table.ADMIN_EXTRAS
    return sorted(pages - listed), sorted(models - listed), sorted(listed - pages - models)


def test_every_address_and_every_admin_model_is_in_a_table():
    pages, models, gone = unlisted()
    assert pages == [], "write a line for each kind of object into tests/doors/<room>.txt"
    assert models == [], "write a line for the model into tests/doors/<room>.txt"
    assert gone == [], "the tables name what is not there"


def test_the_front_page_names_its_town_and_no_other(world):
    for address, name in (("/", "name"), ("/en/", "name_en")):
        page = world.client("visitor").get(address).content.decode()
        assert settings.TOWN["brand"][name] in page
        assert not other_towns.named_in(page)


def test_a_method_that_no_line_names_is_refused(world):
    """What is not in the table is not open: POST to a page that is only read is answered 405."""
    posted = {door.name for door in DOORS if door.method == "POST"}
    for door in DOORS:
        if door.name.startswith("admin:"):
            continue  # Django's index takes any method and reads
        if door.method == "GET" and door.name not in posted:
            clerk = world.client("town_clerk")
            answer = knock("POST", address_of(door, world), {}, clerk).status
            assert answer in {"405", "403", "404"}, f"{door.name} takes POST and no line says so"


PAIRS = [*combinations(PERSONAS, 2), *combinations(OFFICES, 2)]


def test_personas_differ_somewhere():
    columns = {
        persona: tuple(door.answer_to(persona) for door in DOORS)
        for persona in (*PERSONAS, *OFFICES)
    }
    for one, other in PAIRS:
        if not any({one, other} <= group for group in ALIKE):
            assert columns[one] != columns[other], f"no door tells {one} from {other}"


def test_swapping_two_personas_is_seen(world):
    """Every pair that the tables tell apart is told apart by the doors themselves."""

    @cache
    def answer(door, persona):
        return answers(door, world, (persona,))[persona]

    for one, other in PAIRS:
        shared = (door for door in DOORS if {one, other} <= set(door.personas))
        apart = next((d for d in shared if d.answer_to(one) != d.answer_to(other)), None)
        if apart:
            said = {persona: answer(apart, persona) for persona in (one, other)}
            assert mismatches(table.swapped(apart, one, other), said)


# The mechanism itself, over planted addresses.


@require_safe
def staff_only(request, number):
    if not request.user.is_authenticated:
        return redirect("login")
    if request.user.username != "town_clerk":
        return HttpResponseForbidden()
    return HttpResponse(number)


def open_to_all(request):
    if request.method == "POST":
        make_town()
    return HttpResponse("")


urlpatterns = [
    path("log-in/", open_to_all, name="login"),
    path("papers/<int:number>/", staff_only, name="papers"),
]
HEADER = f"name method kind {' '.join(PERSONAS)}\n"
CELLS = " ".join({"visitor": "login", "town_clerk": "200"}.get(p, "403") for p in PERSONAS)


@pytest.fixture
def papers(settings, monkeypatch, tmp_path):
    """A table of one line over the planted addresses."""
    settings.ROOT_URLCONF, settings.LOGIN_URL = __name__, "login"
    monkeypatch.setitem(objects.ADDRESS, "papers", lambda corner, _sort: {"number": corner.need.pk})
    (tmp_path / "x.txt").write_text(f"# papers\n{HEADER}papers GET own {CELLS}\n")
    (door,) = table.doors(tmp_path)
    return door


def test_a_right_table_is_kept(papers, world):
    assert mismatches(papers, answers(papers, world)) == []


def test_planted_swaps_fail(papers, world, control):
    said = answers(papers, world)
    others = set(PERSONAS) - {"town_clerk"}
    for other in others:
        assert len(mismatches(table.swapped(papers, "town_clerk", other), said)) == 2
    assert len(mismatches(table.swapped(papers, "visitor", "resident"), said)) == 2
    control(f"{len(others) + 1} tables with two answers swapped: each named")


def test_a_planted_address_without_a_line_is_named(papers):
    assert unlisted(__name__)[0] == ["login", "papers"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name method kind visitor resident\n", "the columns are"),
        (f"{HEADER}home GET - 200 200\n", "2 answers for 13 personas"),
        (f"{HEADER}home FETCH - {' 200' * 13}\n", "no method FETCH"),
        (f"{HEADER}home GET mine {' 200' * 13}\n", "no kind mine"),
        (f"{HEADER}home GET - {' 500' * 13}\n", "no answer"),
        (f"{HEADER}home GET - {' 200' * 13}\nhome GET - {' 200' * 13}\n", "stands at"),
    ],
)
def test_a_bad_table_is_named(tmp_path, text, said):
    (tmp_path / "x.txt").write_text(text)
    with pytest.raises(table.BadTable, match=said):
        table.doors(tmp_path)


def test_knocking_leaves_nothing_behind(world, papers):
    before = Place.objects.count(), Session.objects.count()
    assert knock("POST", "/log-in/", {}, world.client("chair")).status == "200"
    assert (Place.objects.count(), Session.objects.count()) == before
