"""Guessing is held after ten tries of an account, whoever counts; its owner is not shut out."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from foundation.record.models import Entry
from foundation.throttle.models import Throttle
from tests.factories import make_user
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def guess(login="wang", password="wrong password", address="192.0.2.1"):  # noqa: S107
    typed = {"login": login, "password": password}
    return Client(REMOTE_ADDR=address).post(LOGIN, typed).status_code


@pytest.mark.parametrize("login", ["wang", "nobody"])
def test_the_eleventh_guess_is_held_from_wherever_it_comes(login):
    make_user("wang")
    answers = [guess(login, address=f"192.0.2.{n}") for n in range(12)]
    assert answers == [200] * 10 + [429] * 2
    assert Entry.objects.filter(verb="account.login_failed", result="failed").count() == 10


def test_phone_and_name_are_one_count():
    make_user("wang", phone="13800000000")
    answers = [guess(login) for login in ["wang", "13800000000"] * 6]
    assert answers == [200] * 10 + [429] * 2


def test_the_right_password_is_held_too_and_then_let_in_again():
    make_user("wang")
    for _ in range(10):
        guess()
    assert guess(password=PASSWORD) == 429
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1)):
        assert guess(password=PASSWORD) == 302


def test_a_right_password_forgives_the_wrong_ones():
    make_user("wang")
    for _ in range(9):
        guess()
    assert guess(password=PASSWORD) == 302
    assert [guess() for _ in range(10)] == [200] * 10


def test_one_address_tries_fifty_names():
    answers = [guess(f"name{n}") for n in range(52)]
    assert answers == [200] * 50 + [429] * 2
    assert guess("other", address="192.0.2.2") == 200


def test_people_who_get_in_do_not_use_up_their_office():
    for n in range(3):
        make_user(f"clerk{n}")
        assert guess(f"clerk{n}", PASSWORD) == 302
    assert Throttle.objects.get(kind="login.address").tries == 0


def test_neither_record_nor_counts_hold_what_was_typed():
    guess("13800000000")
    rows = [*Entry.objects.values(), *Throttle.objects.values()]
    assert "13800000000" not in str(rows)
    assert "192.0.2.1" not in str(rows)
