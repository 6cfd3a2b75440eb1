"""Who a password belongs to, as Django asks: by phone or user name, at the same cost for nobody."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from foundation.accounts import queries
from foundation.accounts.models import User


class AccountBackend(BaseBackend):
    """Log-in by password. It knows no permission: `has_perm` stays false."""

    def authenticate(
        self,
        request: HttpRequest | None,
        login: str | None = None,
        password: str | None = None,
        **others: Any,
    ) -> User | None:
        """The user, or None. A suspended account answers as a wrong password does."""
        if not login or password is None:
            return None
        user = queries.user_of_login(login)
        if user is None or not user.has_usable_password():
            make_password(password)  # as long as checking one takes
            return None
        right = user.check_password(password)
        return user if right and user.is_active and user.suspended_at is None else None

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session, unless suspended or closed since: such a session is dead."""
        return queries.open_user(user_id)
