"""Who a session belongs to, with what every page's head shows of it."""

from __future__ import annotations

from typing import Any

from foundation.accounts.backends import AccountBackend
from foundation.accounts.models import User
from foundation.accounts.queries import open_users
from residents.queries.notices import with_unread


class PortalBackend(AccountBackend):
    """Log-in as the ground has it; the user of a session brings along how many notices wait, so
    that no page asks for it."""

    def get_user(self, user_id: Any) -> User | None:
        """The user of a session, with `unread`, unless suspended or closed since."""
        return with_unread(open_users(user_id)).first()
