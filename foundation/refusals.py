"""The three ways in which an action says no. Doors turn them into answers in one place each."""

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """The actor may not do this (403); the message says why and stands in the record."""


class Refused(Exception):
    """The state of things forbids it (409 or a form error); `field` names the field to mend."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message, self.field = message, field


class Stale(Refused):
    """Somebody else changed the row since it was read (409); both texts are to be shown."""


def require(allowed: bool, reason: str) -> None:
    """Raise `NotAllowed` with the reason unless allowed."""
    if not allowed:
        raise NotAllowed(reason)
