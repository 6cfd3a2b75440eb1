"""How many tries an account and an address have, counted in rows across workers and nodes."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from foundation.accounts.models import User
from foundation.accounts.names import normal_username
from foundation.throttle import actions as throttle

WINDOW = timedelta(minutes=15)
CODE_LIFE = timedelta(minutes=2)
LIMITS = {
    "login.account": 10,
    "login.address": 50,
    "login.code": 5,
    "link.address": 20,
    "link.email": 3,
}
TOO_MANY = _("Too many tries. Wait 15 minutes and try again, or call the office.")


def claim(kind: str, key: str) -> bool:
    """One try; behind a socket without an address (an empty key) only accounts are counted."""
    return not key or throttle.claim(kind, key, limit=LIMITS[kind], window=WINDOW)


def claim_code(user: User, code: str) -> bool:
    """A code of the app counts once, on every worker."""
    key = f"{user.pk}:{code.replace(' ', '')}"
    return throttle.claim("code.used", key, limit=1, window=CODE_LIFE)


def account_key(typed: str, user: User | None) -> str:
    """One count for an account, by whatever name it is tried; unknown names are counted alike."""
    return f"user:{user.pk}" if user else f"typed:{normal_username(typed)}"
