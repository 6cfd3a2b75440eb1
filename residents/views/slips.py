"""Which slips somebody has shown on this device: a signed cookie with their look-up codes.

The codes open the needs, so the cookie is sealed, HttpOnly and short-lived; because it is signed,
codes cannot be tried by way of it past the throttle of the track page.
"""

from __future__ import annotations

import json
from typing import Any, Protocol

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from foundation.crypto.keys import Unreadable, seal, unseal
from residents.models import Need

SALT, LABEL = "needs.slips", "needs.slips"
AGE = 2 * 3600  # seconds
MOST = 5


class Coded(Protocol):
    """What has a look-up code."""

    code: Any


def cookie_name() -> str:
    """The cookie is bound to this host where the site runs over HTTPS."""
    return "__Host-slips" if settings.SECURE else "slips"


def shown(request: HttpRequest) -> dict[str, str]:
    """The codes shown within two hours, each with what it is for: `follow`, or only to `print`."""
    try:
        sealed = signing.loads(request.COOKIES.get(cookie_name(), ""), salt=SALT, max_age=AGE)
        return dict(json.loads(unseal(sealed, LABEL)))
    except (signing.BadSignature, Unreadable):
        return {}


def codes(request: HttpRequest) -> list[str]:
    """The codes by which this device follows needs."""
    return [code for code, use in shown(request).items() if use == "follow"]


def code_for(request: HttpRequest, need: Need | None) -> str:
    """The code of this need, if its slip was shown here."""
    return need.code if need and need.code in codes(request) else ""


def remember(
    request: HttpRequest, response: HttpResponse, row: Coded, *, use: str = "follow"
) -> HttpResponse:
    """Let this device follow a need (or what else has a slip, of a room above) for two hours, or
    (`use="print"`) print its slip."""
    known = shown(request)
    known.pop(row.code, None)
    latest = dict([*known.items(), (row.code, use)][-MOST:])
    response.set_cookie(
        cookie_name(),
        signing.dumps(seal(json.dumps(latest), LABEL), salt=SALT),
        max_age=AGE,
        httponly=True,
        secure=settings.SECURE,
        samesite="Lax",
    )
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Close the slips on this device."""
    response.delete_cookie(cookie_name(), samesite="Lax")
    return response
