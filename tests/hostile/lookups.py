"""What is asked with something that is there and with something that is not: both are refused."""

from __future__ import annotations

from typing import Any, NamedTuple

from foundation.throttle.models import Throttle
from tests.factories import make_need, make_user
from tests.factories.accounts import PASSWORD
from tests.factories.workshops import make_application, make_opening, make_workshop

EMAIL = "somebody@example.org"
WRONG_CODE = "ZZZZ9999"


class Lookup(NamedTuple):
    """An address, what is sent of what is there, of what is not, and what is refused unasked (empty
    where that takes as long: a page instead of an answer)."""

    address: str
    known: dict[str, Any]
    unknown: dict[str, Any]
    unasked: dict[str, Any]


def lookups() -> dict[str, Lookup]:
    """Each place where somebody could find out what is there by asking."""
    make_user("known", email=EMAIL, email_verified=True)
    need, application = make_need(), make_application(make_opening(make_workshop()))
    return {
        "user name": by_name("known", "nobody"),
        "slip of a need": by_code("/needs/track/", need.number, "2001-9999"),
        "slip of an application": by_code("/jobs/track/", application.number, "J2611-9999"),
        "mailed link": Lookup(
            "/accounts/reset/", {"email": EMAIL}, {"email": "nobody@example.org"}, {}
        ),
    }


def by_name(known: str, unknown: str) -> Lookup:
    """Logging in with a password that is nobody's."""
    wrong = f"not {PASSWORD}"
    said = ({"login": name, "password": wrong} for name in (known, unknown))
    return Lookup("/accounts/login/", *said, {"login": "", "password": ""})


def by_code(address: str, known: str, unknown: str) -> Lookup:
    """Number and code, of which the code is of no slip."""
    said = ({"number": number, "code": WRONG_CODE} for number in (known, unknown))
    return Lookup(address, *said, {"number": "", "code": ""})


def forget_tries() -> None:
    """So that none is too many."""
    Throttle.objects.all().delete()
