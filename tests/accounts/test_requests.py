"""Who stands behind a request, and where it comes from."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from foundation.accounts.models import User
from foundation.accounts.requests import actor_of, address_of, ip_of, network_of


def a_request(**meta: str):
    request = RequestFactory().get("/", **meta)
    request.user = request._cached_user = AnonymousUser()
    return request


def test_a_visitor_is_known_by_the_digest_of_the_address_only():
    by = actor_of(a_request(REMOTE_ADDR="192.0.2.7"), channel="window")
    assert (by.kind, by.user, by.channel) == ("visitor", None, "window")
    assert len(by.address) == 64
    assert "192.0.2.7" not in by.address
    assert by.address != address_of(a_request(REMOTE_ADDR="192.0.2.8"))


def test_a_user_is_named_with_the_holding_used():
    request = a_request(REMOTE_ADDR="192.0.2.7")
    request.user = request._cached_user = User(username="wang")
    by = actor_of(request, holding=7)
    assert (by.kind, by.user, by.holding) == ("user", request.user, 7)


def test_no_session_is_touched_where_no_cookie_came():
    request = RequestFactory().get("/")  # without a user: asking for one would fail
    assert actor_of(request).kind == "visitor"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "seen"),
    [
        (0, "198.51.100.9", "192.0.2.7"),
        (1, "198.51.100.9", "198.51.100.9"),
        (1, "203.0.113.1, 198.51.100.9", "198.51.100.9"),
        (2, "203.0.113.1, 198.51.100.9", "203.0.113.1"),
        (2, "198.51.100.9", "192.0.2.7"),
    ],
)
def test_only_the_words_of_our_own_proxies_count(settings, proxies, forwarded, seen):
    settings.PROXIES = proxies
    assert ip_of(a_request(REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=forwarded)) == seen


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("<script>", ""),
    ],
)
def test_an_ipv6_household_counts_as_one(address, network):
    assert network_of(address) == network
