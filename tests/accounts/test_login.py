"""Log in and out: by phone or name, a new session key, no word about who has an account."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from foundation.record.models import Entry
from foundation.throttle.models import Throttle
from tests.accounts.counting import CountingHasher
from tests.factories import make_user
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def typed(login, password=PASSWORD):
    return {"login": login, "password": password}


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("login", ["wang", " WANG", "13800000000", "１３８ 0000-0000"])
def test_in_by_phone_or_name(client, login):
    make_user("wang", phone="13800000000")
    answer = client.post(LOGIN, typed(login))
    assert answer.status_code == 302
    assert is_in(client)
    entry = Entry.objects.get(verb="account.logged_in")
    assert (entry.subject_label, entry.result) == ("foundation.user", "done")


def test_english_page_leads_to_an_english_page(client):
    make_user("wang")
    assert client.post("/en" + LOGIN, typed("wang")).headers["Location"].startswith("/en/")


def test_in_at_the_door_that_asked_for_it(client):
    make_user("wang")
    door = client.get("/admin/residents/need/?queue=overdue").headers["Location"]
    assert door.startswith(LOGIN)
    answer = client.post(door, typed("wang"))
    assert answer.headers["Location"] == "/admin/residents/need/?queue=overdue"


def test_no_phone_number_is_kept_in_the_session(client):
    make_user("wang", phone="13800000000")
    client.post(LOGIN, typed("13800000000"))
    assert "13800000000" not in str(dict(client.session))


def test_nobody_is_told_who_has_an_account(client):
    make_user("wang", phone="13800000000")
    make_user("zhao", suspended=True)
    make_user("gone", is_active=False)
    pages = []
    for login, password in [
        ("wang", "wrong password"),
        ("13800000000", "wrong password"),
        ("nobody", PASSWORD),
        ("13900000000", PASSWORD),
        ("zhao", PASSWORD),
        ("zhao", "wrong password"),
        ("gone", PASSWORD),
    ]:
        answer = client.post(LOGIN, typed(login, password))
        assert answer.status_code == 200
        assert not is_in(client)
        body = answer.content.decode().replace(login, "…")
        pages.append(body.replace(str(answer.context["csrf_token"]), ""))
    assert len(set(pages)) == 1


def test_everybody_costs_the_same(client, settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.counting.CountingHasher"]
    make_user("wang", phone="13800000000")
    make_user("zhao", suspended=True)
    costs = set()
    for login in ["wang", "13800000000", "nobody", "13900000000", "zhao"]:
        Throttle.objects.all().delete()
        CountingHasher.made = 0
        with CaptureQueriesContext(connection) as queries:
            client.post(LOGIN, typed(login, "wrong password"))
        costs.add((CountingHasher.made, len(queries)))
    assert len(costs) == 1
    assert costs.pop()[0] == 1


def test_a_new_key_at_login(client):
    make_user("wang")
    client.cookies["session"] = "fixed-by-somebody-else-000000000"
    client.post(LOGIN, typed("wang"))
    assert client.session.session_key != "fixed-by-somebody-else-000000000"
    before = client.session.session_key
    client.post("/accounts/logout/")
    client.post(LOGIN, typed("wang"))
    assert client.session.session_key != before


def test_a_session_that_exists_gets_a_new_key_too(client):
    make_user("wang")
    planted = client.session
    planted["left"] = "behind"
    planted.save()
    client.cookies["session"] = planted.session_key
    client.post(LOGIN, typed("wang"))
    assert client.session.session_key != planted.session_key
    assert not Session.objects.filter(session_key=planted.session_key).exists()


def test_out_is_out(client):
    make_user("wang")
    client.post(LOGIN, typed("wang"))
    old = client.cookies["session"].value
    assert client.get("/accounts/logout/").status_code == 200
    assert is_in(client)
    assert client.post("/accounts/logout/").status_code == 302
    assert Entry.objects.filter(verb="account.logged_out").count() == 1
    client.cookies["session"] = old
    assert client.get(LOGIN).status_code == 200  # a page for people who are not logged in


def test_a_new_password_ends_the_sessions(client):
    user = make_user("wang")
    client.force_login(user)
    assert client.get(LOGIN).status_code == 302  # logged in already
    user.set_password("another long password")
    user.save()
    assert client.get(LOGIN).status_code == 200


def test_a_suspended_user_is_out_at_once(client):
    user = make_user("wang")
    client.force_login(user)
    assert client.get(LOGIN).status_code == 302
    user.suspended_at = timezone.now()
    user.save()
    assert client.get(LOGIN).status_code == 200


def test_get_of_the_page_makes_no_session(client):
    answer = client.get(LOGIN)
    assert answer.status_code == 200
    assert "session" not in answer.cookies
    assert "本系统为非涉密系统，严禁存储、处理、传输国家秘密和工作秘密" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
