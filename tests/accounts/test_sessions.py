"""A session opens until it is over, and its key is forgotten then."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

pytestmark = pytest.mark.django_db
Store = import_module(settings.SESSION_ENGINE).SessionStore


@pytest.fixture
def kept():
    """A session with something in it, as another process stored it."""
    store = Store()
    store["who"] = "王示范"
    store.save()
    return store.session_key


def test_it_holds_what_was_put_into_it(kept, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Store(kept)["who"] == "王示范"


def test_it_is_read_anew_each_time(kept):
    changed = Store(kept)
    changed["who"] = "李示范"
    changed.save()
    assert Store(kept)["who"] == "李示范"


@pytest.mark.parametrize(("minutes", "opens"), [(1, True), (-1, False)])
def test_it_opens_until_it_is_over(kept, minutes, opens):
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=minutes))
    store = Store(kept)
    assert (store.get("who"), store.session_key) == (("王示范", kept) if opens else (None, None))


@pytest.mark.parametrize("key", ["0123456789abcdef0123456789abcdef", "' OR 1=1 --", "𠮷" * 9])
def test_a_key_of_no_session_is_forgotten(kept, key):
    store = Store(key)
    assert (store.get("who"), store.session_key) == (None, None)
