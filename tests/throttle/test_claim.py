"""Tries are counted in rows: before they are made, by digest, within a window."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.throttle import actions as throttle
from foundation.throttle.models import Throttle

pytestmark = pytest.mark.django_db
RULE = {"limit": 3, "window": timedelta(minutes=15)}


def test_the_fourth_try_is_held_and_others_are_not():
    assert [throttle.claim("login", "wang", **RULE) for _ in range(4)] == [True] * 3 + [False]
    assert throttle.claim("login", "zhao", **RULE)
    assert throttle.claim("track", "wang", **RULE)


def test_nobody_is_held_for_ever():
    now = timezone.now()
    for _ in range(5):
        throttle.claim("login", "wang", now=now, **RULE)
    assert not throttle.claim("login", "wang", now=now + timedelta(minutes=14), **RULE)
    assert throttle.claim("login", "wang", now=now + timedelta(minutes=15), **RULE)


def test_who_has_proved_itself_starts_anew():
    for _ in range(4):
        throttle.claim("login", "wang", **RULE)
    throttle.forgive("login", "wang")
    assert throttle.claim("login", "wang", **RULE)


def test_the_row_holds_a_digest_only():
    throttle.claim("login", "13800000000", **RULE)
    assert Throttle.objects.get().digest != "13800000000"
    assert not Throttle.objects.filter(digest__contains="1380000").exists()
