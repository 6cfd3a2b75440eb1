"""The real parts take part: both databases, Redis, Chromium; and nothing leaves this machine."""

import os
import socket
import threading
import urllib.request
import warnings

import pytest
from django.db import connection

from foundation.calendar.models import Holiday
from tests.fixtures.network import is_here


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_is_a_file_in_the_folder_of_the_tests():
    assert str(connection.settings_dict["NAME"]).startswith(os.environ["TEST_DATA_DIR"])


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_is_the_one_of_the_tests():
    with connection.cursor() as cursor:
        cursor.execute("SHOW fsync")
        assert cursor.fetchone() == ("off",)
        cursor.execute("SHOW server_encoding")
        assert cursor.fetchone() == ("UTF8",)


@pytest.mark.django_db(transaction=True)
def test_another_thread_sees_what_was_committed():
    Holiday.objects.create(day="2026-10-01", name="a")
    seen = []

    def look() -> None:
        seen.append(Holiday.objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


@pytest.mark.redis
def test_redis_answers(redis_url):
    import redis  # noqa: PLC0415  only with a real one

    client = redis.Redis.from_url(redis_url)
    client.set("a", "b")
    assert client.get("a") == b"b"
    client.close()


@pytest.mark.parametrize("js", [True, False])
@pytest.mark.browser
def test_chromium_opens_the_front_page(new_page, js):
    page = new_page(js=js)
    assert page.goto("/").status == 200
    assert page.title()
    # The page without scripts must still be a page: this asks the browser, not the source.
    assert page.locator("body").count() == 1


def test_a_warning_is_an_error():
    with pytest.raises(UserWarning):
        warnings.warn("planted", stacklevel=1)


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.com", 80)])
def test_no_test_leaves_this_machine(address):
    with (
        socket.socket() as sock,
        pytest.raises(AssertionError, match="a test tried to reach"),
    ):
        sock.connect(address)
    with pytest.raises(AssertionError, match="a test tried to"):
        urllib.request.urlopen(f"http://{address[0]}/", timeout=1)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "::1", "localhost"])
def test_this_machine_is_here(host):
    assert is_here(host)
