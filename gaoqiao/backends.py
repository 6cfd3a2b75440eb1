"""Who a session belongs to, with what every page's head shows of it."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField

from foundation.accounts.backends import AccountBackend
from foundation.accounts.models import User
from foundation.accounts.queries import open_users
from foundation.prepared import Later, Prepared
from residents.queries.notices import with_unread


class PortalBackend(AccountBackend):
    """Log-in as the ground has it; the user of a session brings along how many notices wait, so
    that no page asks for it."""

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session, with `unread`, unless suspended or closed since."""
        return OPEN_WITH_UNREAD.first(user=user_id)


OPEN_WITH_UNREAD = Prepared(
    lambda: with_unread(open_users()).filter(pk=Later("user", BigIntegerField()))
)
