"""The ways in which an action says no. Doors turn each into an answer in one place.

NotAllowed: the actor may not (403); the outermost action writes it to the record.
Refused: the state of things, or what was typed, forbids it (form error or 409); not recorded.
InTheWay: rows stand in the way, each of which whoever acts may go and see (as Refused).
Stale: somebody else changed the row meanwhile (409 with both texts).
TooMany: a throttle (429); raised by doors.
Messages are whole translated sentences for the person at the page; they never quote input.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

NAMED = 5  # rows that a sentence names


class NotAllowed(PermissionDenied):
    """The actor may not do this (403); the message says why."""


class Refused(Exception):
    """The state of things forbids it (409 or a form error); `field` names the field to mend."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message, self.field = message, field


@dataclass(frozen=True)
class Obstacle:
    """One sort of thing in the way: a sentence with `%(names)s`, and the rows, each with what it
    is called; one more than are named where there are more."""

    words: str
    rows: Sequence[tuple[str, Any]]

    def __str__(self) -> str:
        return self.sentence(lambda called, _row: called)

    def sentence(self, written: Callable[[str, Any], str]) -> str:
        """The sentence, each of the rows written as is said."""
        names = _(", ").join(written(called, row) for called, row in self.rows[:NAMED])
        if len(self.rows) > NAMED:
            names = _("%(names)s and more") % {"names": names}
        return self.words % {"names": names}


class InTheWay(Refused):
    """Rows stand in the way (409); the message names all of them."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        super().__init__(" ".join(map(str, obstacles)))
        self.obstacles = obstacles


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
