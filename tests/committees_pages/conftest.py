"""A village whose committee has seats, a need that waits, and a meeting that was an hour ago."""

from types import SimpleNamespace

import pytest

from residents.actions import raising, sorting
from residents.actions.tabling import table_need
from residents.models import NeedCategory
from tests.committees.conftest import make_scene
from tests.factories import by, make_person
from tests.factories.committees import make_seat
from tests.fixtures.kept import copied

NAMES = ("钱示范", "孙示范", "李示范", "周示范")


def make_evening():
    """The scene of the room's own tests, with seats and a need put before the committee."""
    scene = make_scene()
    groups = ("party", "enterprise", "tenant", "villager")
    scene.seats = [
        make_seat(scene.body, group, person=make_person(name))
        for name, group in zip(NAMES, groups, strict=True)
    ]
    need = raising.raise_need(by=by(), words="路灯不亮", place=scene.village)
    sorting.accept_need(
        by=scene.clerk,
        need=need,
        category=NeedCategory.objects.get(),
        title="路灯报修",
        sentence="村口路灯不亮。",
    )
    scene.tabling = table_need(
        by=scene.clerk, need=need, body=scene.body.organization, question="怎么修？"
    )
    return scene


@pytest.fixture(scope="module")
def kept_evening(store) -> bytes:
    """The evening as it was made for all the tests of a module, of which none may commit."""
    return store(make_evening)


@pytest.fixture
def evening(db, kept_evening) -> SimpleNamespace:
    """The evening, for this test to change as it likes."""
    return copied(kept_evening)


@pytest.fixture
def own_evening(db) -> SimpleNamespace:
    """An evening made for this test alone, in a module of which other tests commit."""
    return make_evening()


@pytest.fixture
def open_evening(transactional_db) -> SimpleNamespace:
    """The evening committed, for a browser."""
    return make_evening()


@pytest.fixture
def at_desk(new_page, open_evening):
    """`at_desk(user, js=…)`: a phone on which this user is logged in, and the desk open."""

    def opened(user, **options):
        page = new_page(user=user, **options)
        page.goto("/desk/")
        return page

    return opened
