"""The one base of the staff pages: read-only, scoped, and moved only by actions."""

from foundation.backoffice.admin.lists import ScopedList
from foundation.backoffice.admin.moves import Move
from foundation.backoffice.admin.rows import ScopedAdmin

__all__ = ["Move", "ScopedAdmin", "ScopedList"]
