"""Staff without a second factor find one page; a post that ends takes its rights with it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation import actor
from residents.actions.accounts import revive_account, suspend_account
from residents.actions.holdings import end_holding, give_post
from residents.models import Holding
from residents.roles import ROLES
from tests.factories import make_user
from tests.factories.accounts import add_app, client_of
from tests.factories.people import make_person, make_post
from tests.factories.places import make_town

pytestmark = pytest.mark.django_db
ADD = "/accounts/second-factor/"
STAFF = sorted(key for key, role in ROLES.items() if role.staff)
OTHERS = sorted(set(ROLES) - set(STAFF))
MACHINE = actor.clock("tests")


def in_post(role, *, app=False):
    """(browser, holding) of somebody who has held a post of the role since yesterday."""
    user = make_user(role)
    if app:
        add_app(user)
    holding = give_post(
        by=MACHINE,
        person=make_person(user=user),
        post=make_post(role, place=make_town()),
        since=timezone.now() - timedelta(days=1),
    )
    return client_of(user), holding


@pytest.mark.parametrize("role", STAFF)
def test_staff_are_led_to_the_page_that_adds_one(role):
    client, _holding = in_post(role)
    for door in ("/", "/me/", "/admin/", "/accounts/password/", "/accounts/email/", "/styleguide/"):
        for answer in (client.get(door), client.post(door)):
            assert (answer.status_code, answer.headers["Location"]) == (302, ADD), door


def test_english_doors_lead_to_the_english_page():
    client, _holding = in_post("town_clerk")
    assert client.get("/en/me/").headers["Location"] == "/en" + ADD


def test_a_fragment_is_led_there_whole():
    client, _holding = in_post("town_clerk")
    answer = client.get("/me/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == ADD


def test_what_stays_open():
    client, _holding = in_post("town_clerk")
    assert client.get(ADD).status_code == 200
    assert client.get("/text-size/?to=big").headers["Location"] == "/"
    assert client.get("/accounts/logout/").status_code == 200
    assert client.post("/accounts/logout/").headers["Location"] == "/"


@pytest.mark.parametrize("role", STAFF)
def test_with_one_the_doors_open(role):
    client, _holding = in_post(role, app=True)
    assert client.get("/me/").status_code == 200


@pytest.mark.parametrize("role", OTHERS)
def test_others_need_none(role):
    client, _holding = in_post(role)
    assert client.get("/me/").status_code == 200


def test_a_post_given_closes_the_doors_of_a_live_session():
    user = make_user()
    client = client_of(user)
    assert client.get("/me/").status_code == 200
    post = make_post("town_clerk", place=make_town())
    give_post(by=MACHINE, person=make_person(user=user), post=post)
    assert client.get("/me/").headers["Location"] == ADD


def test_an_app_taken_off_closes_them_again():
    client, holding = in_post("town_clerk", app=True)
    holding.person.user.authenticator_set.all().delete()
    assert client.get("/me/").headers["Location"] == ADD


def test_a_post_that_ends_takes_its_rights_with_it():
    client, holding = in_post("town_clerk", app=True)
    assert client.get("/admin/").status_code == 200
    assert holding.post.title in client.get("/me/").content.decode()
    end_holding(by=MACHINE, holding=holding)
    assert client.get("/admin/").status_code in (302, 403)
    assert holding.post.title not in client.get("/me/").content.decode()


def test_an_end_set_ahead_comes_by_itself():
    client, holding = in_post("town_clerk", app=True)
    assert client.get("/admin/").status_code == 200
    Holding.objects.filter(pk=holding.pk).update(until=timezone.now() - timedelta(seconds=1))
    assert client.get("/admin/").status_code in (302, 403)


def test_a_suspended_users_session_is_dead_and_stays_dead():
    client, holding = in_post("town_clerk", app=True)
    user = holding.person.user
    suspend_account(by=MACHINE, user=user)
    assert client.get("/me/").headers["Location"].startswith("/accounts/login/")
    revive_account(by=MACHINE, user=user)
    assert client.get("/me/").headers["Location"].startswith("/accounts/login/")


def test_the_gate_asks_nothing_for_visitors(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/healthz")
