"""The account itself: found by phone or name in any form, with no right of its own."""

import pytest
from django.db import IntegrityError, transaction

from foundation.accounts.models import User
from foundation.accounts.names import is_username, normal_username

pytestmark = pytest.mark.django_db


def test_found_by_phone_or_name_however_typed():
    user = User.objects.create(username="wang.fang", phone="13800000000")
    for typed in ("wang.fang", "Wang.Fang ", "ｗａｎｇ.fang", "138 0000 0000", "+86-13800000000"):
        assert User.objects.by_login(typed).get() == user
    assert not User.objects.by_login("").exists()
    assert not User.objects.by_login("13800000001").exists()


def test_the_number_is_not_in_the_table_in_clear():
    User.objects.create(username="wang", phone="13800000000")
    row = User.objects.values("phone", "phone_index").get()
    assert "13800000000" not in User.objects.extra(select={"raw": "phone"}).values("raw")[0]["raw"]
    assert row["phone"] == "13800000000"
    assert row["phone_index"] != "13800000000"


def test_one_phone_one_account():
    User.objects.create(username="wang", phone="13800000000")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="zhao", phone="13800000000")


@pytest.mark.parametrize("typed", ["wang", "王芳", "clerk-2", "a_b.c"])
def test_a_user_name(typed):
    assert is_username(typed)


@pytest.mark.parametrize("typed", ["", "a", "13800000000", "138 0000 0000", "123456", "a b c"])
def test_no_user_name(typed):
    assert not is_username(typed)


def test_rare_characters_are_kept():
    assert normal_username("𠮷田") == "𠮷田"


def test_no_right_comes_from_the_account():
    user = User(username="wang")
    assert not user.is_superuser
    assert not user.is_staff
    assert not user.has_perm("foundation.change_user")
    assert not user.has_perms(["foundation.change_user"])
    assert not user.has_module_perms("foundation")
