"""Who is logged in finds her place of work and the way out; a visitor costs no query for it."""

import pytest
from django.test import Client

from tests.factories.accounts import client_of
from tests.factories.people import make_user
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
    partner = doors(log_in(Client(), world.users["partner"]))
    assert "/partner/" in partner
    assert "/partner/workshops/" not in partner  # the pages of deliveries lead there


def test_each_is_at_work_after_logging_in():
    world = make_world()
    places = {"town_clerk": "/admin/", "chair": "/desk/", "grid_worker": "/desk/"}
    places |= {"partner": "/partner/", "member": "/me/", "resident": "/me/"}
    for persona, place in places.items():
        client = log_in(Client(), world.users[persona])
        assert client.get("/me/start/").headers["Location"] == place
    assert (
        log_in(Client(), world.users["chair"]).get("/en/me/start/").headers["Location"]
        == "/en/desk/"
    )


@pytest.mark.parametrize(
    ("address", "mine", "staffs"),
    [("/desk/", "我的待办", "工作台"), ("/en/desk/", "My desk", "Staff pages")],
)
def test_the_desk_and_the_staff_pages_each_have_one_name(address, mine, staffs):
    chair = log_in(Client(), make_world().users["chair"]).get(address).content.decode()
    assert f"<title>{mine} ·" in chair
    assert chair.count(mine) >= 4  # title, menu, bar, crumb
    assert staffs not in chair


def test_nobody_within_is_asked_to_log_in():
    world = make_world()
    assert (
        "/accounts/login/" not in log_in(Client(), world.users["chair"]).get("/").content.decode()
    )
    assert 'href="/accounts/login/"' in Client().get("/").content.decode()


def test_a_visitor_with_a_dead_session_is_a_visitor():
    client = Client()
    client.cookies["session"] = "0123456789abcdef0123456789abcdef"
    assert doors(client) == []


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "这里是镇村工作人员的页面"), ("/en", "for staff of the town")],
)
def test_who_has_no_staff_post_is_told_so_at_the_staff_pages(prefix, words):
    answer = client_of(make_user()).get(f"{prefix}/admin/")
    assert answer.status_code == 403
    assert words in answer.content.decode()


def test_the_way_out_of_the_staff_pages_is_everybodys():
    for client in (Client(), client_of(make_user())):
        assert client.get("/admin/logout/")["Location"] == "/accounts/logout/"
