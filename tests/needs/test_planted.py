"""A name, a number, words and a code planted in needs, and looked for where they must not be."""

import pytest
from django.db import transaction

from tests import planted
from tests.doors import table
from tests.doors.knock import answers
from tests.personas import make_world

pytestmark = pytest.mark.django_db
NAME = planted.VALUES["name"]


def test_each_listed_cell_shows_its_value():
    """That nothing else shows one is asked where every door is knocked at: tests/test_doors.py."""
    world, listed = planted.plant(make_world()), planted.listed()
    found = set()
    for door in table.doors():
        cell = (door.name, planted.kind_of(door))
        readers = {persona for _value, *where, persona in listed if cell == tuple(where)}
        with transaction.atomic():
            found |= planted.shown(door, answers(door, world, readers)) if readers else set()
            transaction.set_rollback(True)  # each door makes its rows anew
    assert sorted(listed - found) == [], "the table allows what nothing shows"


def test_the_search_for_them_finds_what_is_there():
    assert planted.values_in(f"<p>{NAME}</p> PKAN TED2 &#x0A;") == {"name", "code"}
    assert planted.values_in("路灯坏了") == set()
