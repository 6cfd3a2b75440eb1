"""The second factor: added, asked for, used up, taken off."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from foundation.accounts.actions.factors import add_factor
from foundation.actor import person
from foundation.record.models import Entry
from tests.factories import make_user
from tests.factories.accounts import PASSWORD, add_app, client_of, code_now

pytestmark = pytest.mark.django_db
ADD, KEEP = "/accounts/second-factor/", "/accounts/second-factor/keep/"
LOGIN, CODE = "/accounts/login/", "/accounts/login/code/"


def offered(client):
    """(sealed, secret) of the page that adds an app."""
    body = client.get(ADD).content.decode()
    sealed = re.search(r'name="sealed" value="([^"]+)"', body)[1]
    return sealed, re.search(r"<code>([A-Z2-7 ]+)</code>", body)[1].replace(" ", "")


def half_in(user):
    """A browser that has given the right password."""
    client = Client()
    answer = client.post(LOGIN, {"login": user.username, "password": PASSWORD})
    assert answer.headers["Location"] == CODE
    return client


def is_in(client):
    return "_auth_user_id" in client.session


def test_an_app_is_added_by_its_first_code():
    user = make_user()
    client = client_of(user)
    sealed, secret = offered(client)
    answer = client.post(ADD, {"sealed": sealed, "code": code_now(secret)})
    codes = re.findall(r"<code>(\d{8})</code>", answer.content.decode())
    assert len(codes) == 10
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.filter(verb="factor.added").count() == 1
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert half_in(user).post(CODE, {"code": codes[0]}).headers["Location"] == "/me/start/"


def test_a_wrong_first_code_adds_nothing_and_keeps_the_picture():
    client = client_of(make_user())
    sealed, secret = offered(client)
    answer = client.post(ADD, {"sealed": sealed, "code": "000000"})
    assert secret in answer.content.decode().replace(" ", "")
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("sealed", ["", "x", "t1$eA==", "𠮷", "other"])
def test_only_the_own_secret_is_taken(sealed):
    client = client_of(make_user())
    if sealed == "other":
        sealed, _secret = offered(client_of(make_user("zhao")))
    answer = client.post(ADD, {"sealed": sealed, "code": "000000"})
    assert (answer.status_code, answer.headers["Location"]) == (302, ADD)


def test_without_the_code_nobody_is_in():
    user = make_user()
    secret = add_app(user)
    client = half_in(user)
    assert not is_in(client)
    assert client.get("/me/").status_code == 302
    assert client.post(CODE, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    key = client.session.session_key
    assert client.post(CODE, {"code": code_now(secret)}).status_code == 302
    assert is_in(client)
    assert client.session.session_key != key
    assert Entry.objects.filter(verb="account.code_failed", result="failed").count() == 1


def test_a_code_works_once():
    user = make_user()
    code = code_now(add_app(user))
    first, second = half_in(user), half_in(user)
    assert first.post(CODE, {"code": code}).status_code == 302
    cache.clear()  # the second comes to another worker, whose memory knows nothing
    assert second.post(CODE, {"code": code}).status_code == 200
    assert not is_in(second)


def test_a_recovery_code_works_once():
    user = make_user()
    code = add_factor(by=person(user), user=user, secret="A" * 32)[0]
    assert half_in(user).post(CODE, {"code": code}).status_code == 302
    assert half_in(user).post(CODE, {"code": code}).status_code == 200


def test_codes_are_not_guessed():
    user = make_user()
    secret = add_app(user)
    answers = [half_in(user).post(CODE, {"code": f"00000{n}"}).status_code for n in range(6)]
    assert answers == [200] * 5 + [429]
    client = half_in(user)
    assert client.post(CODE, {"code": code_now(secret)}).status_code == 429
    assert not is_in(client)


def test_the_second_step_has_no_door_of_its_own(client):
    assert client.get(CODE).headers["Location"] == LOGIN
    assert client.post(CODE, {"code": "000000"}).headers["Location"] == LOGIN


def test_taken_off_with_the_password_only():
    user = make_user()
    add_app(user)
    client, other = client_of(user), client_of(user)
    assert client.post(KEEP, {"current": "wrong", "remove": "1"}).status_code == 200
    assert Authenticator.objects.exists()
    assert client.post(KEEP, {"current": PASSWORD, "remove": "1"}).status_code == 302
    assert not Authenticator.objects.exists()
    assert client.get("/me/").status_code == 200
    assert other.get("/me/").status_code == 302  # other devices are out
    assert Entry.objects.filter(verb="factor.removed").count() == 1


def test_new_recovery_codes_end_the_old():
    user = make_user()
    old = add_factor(by=person(user), user=user, secret="A" * 32)
    body = client_of(user).post(KEEP, {"current": PASSWORD, "codes": "1"}).content.decode()
    new = re.findall(r"<code>(\d{8})</code>", body)
    assert len(new) == 10
    assert half_in(user).post(CODE, {"code": old[0]}).status_code == 200
    assert half_in(user).post(CODE, {"code": new[0]}).status_code == 302


def test_nobody_is_there_without_logging_in(client):
    for door in (ADD, KEEP):
        assert client.get(door).status_code in (302, 405)
        assert client.post(door).headers["Location"].startswith(LOGIN)
