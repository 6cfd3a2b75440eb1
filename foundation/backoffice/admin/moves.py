"""A button on a row's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.signing import Signer
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import Promise

from foundation.revision.actions import on_seen

MAIN = 3  # buttons shown at once where some lead


@dataclass(frozen=True)
class Move:
    """A button on a row's page: asks for what `form` holds and calls `act(by, row, data)`.

    `offered(user, row)` says whether the button is shown; the action checks again by itself.
    `shows` names a template for what the action gives back, on a page that nothing keeps.
    `words` is a sentence above the form: what will happen; `said` makes of the row what is said
    afterwards, the label where it is not set. `opens` says that the row which the action gives
    back is opened. `beside` says that the row's own template has the button beside what it is
    about: it is not among the others. `danger` says that it ends, refuses or takes something
    back: it looks like that on the row's page and under its form. `holds(row, data)` are the keys
    of the other rows of its table that the action writes: they are held together with the row.
    """

    key: str
    label: str | Promise
    form: type[forms.Form]
    act: Callable[[Any, Any, dict[str, Any]], Any]
    offered: Callable[[Any, Any], bool]
    primary: bool = False
    shows: str = ""
    words: str | Promise = ""
    said: Callable[[Any], str] | None = None
    opens: bool = False
    beside: bool = False
    danger: bool = False
    holds: Callable[[Any, dict[str, Any]], Iterable[int]] | None = None

    @property
    def kind(self) -> str:
        """How the button that does it looks."""
        return "danger" if self.danger else "primary"

    def is_on(self, row: Any) -> bool:
        """Whether the version of the row that was seen counts: not where its changes are counted
        nowhere, nor where it is only looked at or something about it is handed over."""
        return hasattr(row, "revision") and not self.shows

    def do(self, by: Any, row: Any, data: dict[str, Any]) -> Any:
        """What the action gives back, on the version of the row that was seen."""
        if not self.is_on(row):
            return self.act(by, row, data)
        with on_seen(row, data.get("revision"), self.holds(row, data) if self.holds else ()):
            return self.act(by, row, data)

    def shown_to(self, user: Any, row: Any) -> str:
        """What the button's form carries as a sign that this user was shown it on this row."""
        whose = f"{row._meta.label}:{row.pk}:{self.key}:{user.pk}"
        return Signer(salt="backoffice.button").signature(whose)

    def was_shown(self, request: HttpRequest, row: Any) -> bool:
        """Whether what was posted carries the sign that its user was shown the button."""
        sign = request.POST.get("shown", "")
        return constant_time_compare(sign, self.shown_to(request.user, row))

    @property
    def goes_on(self) -> bool:
        """Whether the next row of a queue may follow."""
        return not (self.shows or self.opens)


@dataclass(frozen=True)
class Shown:
    """The buttons as a row's page shows them: the `main` ones, of which `first` is the likeliest
    next step, the others folded away, and the keys of those beside what they are about."""

    main: list[Move]
    more: list[Move]
    beside: frozenset[str]
    first: str = ""


def arranged(moves: list[Move], leading: tuple[str, ...]) -> Shown:
    """The buttons that are offered, in the order to show them. `leading` are the keys of those that
    come first as the row stands, at most three of which are shown; where there is none, or where
    no more than one button would be folded away, all are."""
    beside = frozenset(move.key for move in moves if move.beside)
    others = [move for move in moves if not move.beside]
    main = sorted((m for m in others if m.key in leading), key=lambda m: leading.index(m.key))[
        :MAIN
    ]
    more = [move for move in others if move not in main]
    if not main:
        return Shown(more, [], beside)
    if len(more) == 1:
        main, more = [*main, *more], []
    return Shown(main, more, beside, first=main[0].key)
