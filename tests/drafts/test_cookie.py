"""A visitor's drafts hang on a cookie that no script reads and that ends after a day."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from foundation.accounts.models import User
from foundation.drafts import owners


def asked(cookies: dict[str, str] | None = None, user: object = None):
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.COOKIES.update(cookies or {})
    return request


def test_cookie_is_closed_to_scripts_and_ends_after_a_day():
    owner = owners.owner_for_writing(asked())
    response = HttpResponse()
    owners.keep_cookie(response, owner)
    cookie = response.cookies["draft"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 86400)
    again = owners.owner_of(asked({"draft": cookie.value}))
    assert again == owner
    assert cookie.value not in owner.digest


def test_over_tls_the_cookie_is_bound_to_the_host(settings):
    settings.SECURE = True
    response = HttpResponse()
    owners.keep_cookie(response, owners.owner_for_writing(asked()))
    cookie = response.cookies["__Host-draft"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


@pytest.mark.parametrize("token", ["", "x", "字" * 43, "t" * 44, "\x00" * 42])
def test_malformed_token_is_no_owner(token: str):
    assert owners.owner_of(asked({"draft": token})) is None


def test_user_needs_no_cookie():
    user = User(pk=1, username="clerk")
    owner = owners.owner_for_writing(asked({"draft": "t" * 43}, user))
    response = HttpResponse()
    owners.keep_cookie(response, owner)
    assert (owner.user, owner.digest, dict(response.cookies)) == (user, "", {})
