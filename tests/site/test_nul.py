"""A NUL in an address or a cookie is answered 400, on PostgreSQL too, where a query would fail."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/needs/?q=%00", "/p/%00", "/admin/residents/need/?state=%00"])
def test_an_address(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, "csrftoken", "x"])
def test_a_cookie(client, name):
    answer = client.get("/needs/", headers={"cookie": f'{name}="\\000aaaaaaaaaa"'})
    assert answer.status_code == 400
    assert "%00" not in answer.content.decode()


def test_text_that_only_looks_like_one_is_read(client):
    assert client.get("/needs/?q=%2500").status_code == 200
