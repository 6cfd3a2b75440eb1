"""What django-allauth asks of us: how tries are counted, what is recorded, how secrets are kept."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import get_language

from foundation import actor
from foundation.accounts import queries
from foundation.accounts.actions import users
from foundation.accounts.labels import FACTOR_LABEL
from foundation.accounts.models import User
from foundation.accounts.requests import actor_of, address_of
from foundation.accounts.tries import TOO_MANY, account_key, claim
from foundation.crypto import keys
from foundation.throttle import actions as throttle
from foundation.throttle import queries as counts


class AccountAdapter(DefaultAccountAdapter):
    """Log-in and log-out, counted in rows and written to the record."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user of these credentials or None; raises when there were too many tries."""
        typed = credentials["login"]
        known = queries.user_of_login(typed)
        key, address = account_key(typed, known), address_of(request)
        if not claim("login.account", key) or not claim("login.address", address):
            raise ValidationError(TOO_MANY, code="held")
        user = authenticate(request, **credentials)
        if user is None:
            counted = counts.count_of("login.account", key)
            users.note_failure(by=actor.visitor(address), subject=known or counted)
            return None
        throttle.forgive("login.account", key)
        throttle.give_back("login.address", address)
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """A new session key, and an entry in the record, in one transaction."""
        with transaction.atomic():
            super().login(request, user)
            users.note_login(by=actor.person(user, address=address_of(request)), user=user)

    def logout(self, request: HttpRequest) -> None:
        """The session is deleted."""
        users.note_logout(by=actor_of(request))
        super().logout(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where one is after logging in, in the language of the page."""
        return resolve_url(settings.LOGIN_REDIRECT_URL)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The pages say what happened; the library's own messages are not shown."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is mailed in the middle of a request."""

    def is_ajax(self, request: HttpRequest) -> bool:
        """Pages are answered with pages."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The library keeps no address."""
        return ""


class FactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are encrypted, their label names the town and the account."""

    def encrypt(self, text: str) -> str:
        """As every personal field."""
        return keys.seal(text, FACTOR_LABEL)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises `Unreadable` where no key opens it."""
        return keys.unseal(encrypted_text, FACTOR_LABEL)

    def get_totp_issuer(self) -> str:
        """The town's brand, in the language of the page."""
        brand = settings.TOWN["brand"]
        return str(brand["name_en"] if (get_language() or "").startswith("en") else brand["name"])

    def get_totp_label(self, user: Any) -> str:
        """The user name: never a phone number or an address."""
        return str(user.username)

    def _get_site_name(self) -> str:
        return context.request.get_host()
