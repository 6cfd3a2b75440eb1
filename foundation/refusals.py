"""The ways in which an action says no. Doors turn each into an answer in one place.

NotAllowed: the actor may not (403); the outermost action writes it to the record.
Refused: the state of things, or what was typed, forbids it (form error or 409); not recorded.
Stale: somebody else changed the row meanwhile (409 with both texts).
TooMany: a throttle (429); raised by doors.
Messages are whole translated sentences for the person at the page; they never quote input.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """The actor may not do this (403); the message says why."""


class Refused(Exception):
    """The state of things forbids it (409 or a form error); `field` names the field to mend."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message, self.field = message, field


class Stale(Refused):
    """Somebody else changed the row since it was read (409).

    `current` is what stands now (a row or a payload; None where it is gone), `submitted` is what
    this writer sent: both are to be shown, and `revision` is what the next try has to expect.
    """

    def __init__(
        self, message: str, *, current: Any = None, submitted: Any = None, revision: int = 0
    ) -> None:
        super().__init__(message)
        self.current, self.submitted, self.revision = current, submitted, revision


class TooMany(Exception):
    """Too many tries (429); the message may say how long to wait. Raised by doors, not actions."""


def require(allowed: bool, reason: str) -> None:
    """Raise `NotAllowed` with the reason unless allowed."""
    if not allowed:
        raise NotAllowed(reason)
