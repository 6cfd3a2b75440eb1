"""The staff pages: put somebody into a post, hand a link over, suspend and revive."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from foundation.accounts.models import User
from residents.models import Holding, Person
from tests.factories.accounts import add_app, client_of
from tests.factories.people import make_clerk, make_holding, make_person, make_post, make_user
from tests.factories.places import make_place, make_town

pytestmark = pytest.mark.django_db
NEW = "a long sentence"


@pytest.fixture
def town():
    return make_town()


def staff(role, town):
    """The browser of somebody who holds a staff post of the town."""
    user, _holding = make_clerk(role, place=town)
    if not user.authenticator_set.exists():
        add_app(user)
    return client_of(user)


def button(row, key):
    """The address of a button of a row's page."""
    name = f"admin:residents_{row._meta.model_name}_move"
    return reverse(name, args=[row.pk, key])


def test_from_a_name_to_a_log_in(town):
    clerk = staff("town_clerk", town)
    post = make_post("grid_worker", place=make_place(parent=town))
    answer = clerk.post(button(post, "give"), {"name": "陈示范", "phone": "13800000000"})
    assert answer.status_code == 302
    person = Person.objects.get(name="陈示范")
    page = clerk.post(button(person, "invite"))
    assert "no-store" in page.headers["Cache-Control"]
    door = re.search(r"(/join/[^<]+/)", page.content.decode())[1]
    visitor = Client()
    visitor.post(door, {"username": "chen", "password": NEW, "again": NEW})
    answer = visitor.post("/accounts/login/", {"login": "chen", "password": NEW})
    assert answer.headers["Location"] == "/me/start/"
    assert post.title in visitor.get("/me/").content.decode()
    holding = Holding.objects.get(person=person)
    assert clerk.post(button(holding, "end")).status_code == 302
    assert post.title not in visitor.get("/me/").content.decode()


def test_neither_or_both_is_not_taken(town):
    clerk, post = staff("town_clerk", town), make_post("grid_worker", place=town)
    known = make_holding(make_person(), place=town, role="grid_worker").person
    for typed in ({}, {"person": known.pk, "name": "陈示范"}):
        assert clerk.post(button(post, "give"), typed).status_code == 409
    assert not Holding.objects.filter(post=post).exists()


def test_who_keeps_accounts_suspends_and_revives(town):
    user = make_user()
    person = make_holding(make_person(user=user), role="grid_worker", place=town).person
    security, theirs = staff("security_admin", town), client_of(user)
    assert theirs.get("/me/").status_code == 200
    assert security.post(button(person, "suspend")).status_code == 302
    assert theirs.get("/me/").status_code == 302
    assert User.objects.get(pk=user.pk).suspended_at
    assert security.post(button(person, "suspend")).status_code == 404
    assert security.post(button(person, "revive")).status_code == 302
    assert not User.objects.get(pk=user.pk).suspended_at


def test_a_closed_account_is_neither_suspended_nor_given_a_link(town):
    """On its person's page as on its own."""
    user = make_user(is_active=False)
    person = make_holding(make_person(user=user), role="grid_worker", place=town).person
    own = reverse("admin:foundation_user_move", args=[user.pk, "suspend"])
    security = staff("security_admin", town)
    for door in (own, button(person, "suspend"), button(person, "new-password")):
        assert security.get(door).status_code == 404
    assert staff("town_clerk", town).get(button(person, "new-password")).status_code == 404


def test_the_clerk_does_not(town):
    person = make_holding(make_person(user=make_user()), role="grid_worker", place=town).person
    clerk = staff("town_clerk", town)
    for key in ("suspend", "revive", "remove-factor"):
        assert clerk.post(button(person, key)).status_code == 404
    assert clerk.post(button(person, "new-password")).status_code == 200
