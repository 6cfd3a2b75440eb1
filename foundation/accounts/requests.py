"""Who stands behind a request: the `by` of every action, and the digest of an address."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from foundation import actor
from foundation.accounts.models import User
from foundation.crypto.keys import digest

IPV6_PREFIX = 64


def actor_of(
    request: HttpRequest, *, holding: int | None = None, channel: str = "web"
) -> actor.Actor:
    """The user of the request or, where nobody is logged in, a visitor.

    A request without a session cookie is a visitor's, and no session is touched to find out.
    """
    address = address_of(request)
    if settings.SESSION_COOKIE_NAME in request.COOKIES or hasattr(request, "_cached_user"):
        user = request.user
        if user.is_authenticated:
            return actor.person(user, holding=holding, channel=channel, address=address)
    return actor.visitor(address, channel=channel)


def user_of(request: HttpRequest) -> User:
    """The user behind a door that asks for one (`login_required`)."""
    user = request.user
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def address_of(request: HttpRequest) -> str:
    """The keyed digest of where a request comes from; empty behind a socket without an address."""
    address = network_of(ip_of(request))
    return digest(address, "address") if address else ""


def ip_of(request: HttpRequest) -> str:
    """The address of the other end, or the one that our own proxies (`PROXIES`, a number) saw.

    Only the last `PROXIES` values of X-Forwarded-For were written by machines we run; whatever
    stands before them was typed by somebody.
    """
    remote: str = request.META.get("REMOTE_ADDR", "")
    if not settings.PROXIES:
        return remote
    seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return seen[-settings.PROXIES] if len(seen) >= settings.PROXIES else remote


def network_of(address: str) -> str:
    """An IPv4 address as it is, an IPv6 one by its /64; empty for what is neither."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((parsed, IPV6_PREFIX), strict=False).network_address)
