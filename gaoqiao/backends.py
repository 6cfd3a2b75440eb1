"""Who a session belongs to, with what every page's head shows of it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db.models import QuerySet

from foundation.accounts.backends import AccountBackend
from foundation.accounts.models import User
from foundation.accounts.queries import open_users
from residents.queries.notices import with_unread


class PortalBackend(AccountBackend):
    """Log-in as the ground has it; the user of a session brings along how many notices wait, so
    that no page asks for it."""

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session, with `unread`, unless suspended or closed since."""
        return open_with_unread().filter(pk=user_id).first()


@cache
def open_with_unread() -> QuerySet[User]:
    """Everybody who may log in, with `unread`: put together once, because that takes twice as long
    as asking for one of them, and every request of somebody logged in asks."""
    return with_unread(open_users())
