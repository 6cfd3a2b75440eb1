"""Rows that everybody who enters the staff pages may look up."""

from __future__ import annotations

from typing import Any

from foundation.backoffice.admin import ScopedAdmin
from residents.access.standing import has_right
from residents.roles import Right


class StaffRows(ScopedAdmin):
    """Rows that everybody who enters may look up."""

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.ENTER_ADMIN)
