"""Who is logged in finds her place of work and the way out; a visitor costs no query for it."""

import pytest
from django.test import Client

from tests.personas import log_in, make_world

pytestmark = pytest.mark.django_db


def doors(client):
    """Addresses of the account menu."""
    return [door.url for door in client.get("/styleguide/").context["nav"]["account"]]


def test_each_sees_the_doors_that_open():
    world = make_world()
    clerk = doors(log_in(Client(), world.users["town_clerk"]))
    resident = doors(log_in(Client(), world.users["resident"]))
    assert "/admin/" in clerk
    assert "/admin/" not in resident
    assert clerk[-1] == resident[-1] == "/accounts/logout/"
    assert doors(Client()) == []


def test_a_visitor_with_a_dead_session_is_a_visitor():
    client = Client()
    client.cookies["session"] = "0123456789abcdef0123456789abcdef"
    assert doors(client) == []
