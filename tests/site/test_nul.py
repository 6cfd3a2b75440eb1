"""A NUL in a cookie or in a filter of the staff pages: 400, on PostgreSQL too."""

import pytest
from django.conf import settings

from tests.factories import make_clerk
from tests.factories.accounts import add_app

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/admin/residents/need/?state=%00", "/admin/autocomplete/?term=%00"]
)
def test_a_filter_of_the_staff_pages(client, address):
    clerk, _holding = make_clerk("town_clerk")
    add_app(clerk)
    client.force_login(clerk)
    assert client.get(address).status_code == 400


@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, "csrftoken", "x"])
def test_a_cookie(client, name):
    answer = client.get("/needs/", headers={"cookie": f'{name}="\\000aaaaaaaaaa"'})
    assert answer.status_code == 400
    assert "%00" not in answer.content.decode()


def test_text_that_only_looks_like_one_is_read(client):
    clerk, _holding = make_clerk("town_clerk")
    add_app(clerk)
    client.force_login(clerk)
    assert client.get("/admin/residents/need/?q=%2500").status_code == 200
