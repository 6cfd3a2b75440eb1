"""A button on a row's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise


@dataclass(frozen=True)
class Move:
    """A button on a row's page: asks for what `form` holds and calls `act(by, row, data)`.

    `offered(user, row)` says whether the button is shown; the action checks again by itself.
    `shows` names a template for what the action gives back, on a page that nothing keeps.
    `words` is a sentence above the form: what will happen. `opens` says that the row which the
    action gives back is opened.
    """

    key: str
    label: str | Promise
    form: type[forms.Form]
    act: Callable[[Any, Any, dict[str, Any]], Any]
    offered: Callable[[Any, Any], bool]
    primary: bool = False
    shows: str = ""
    words: str | Promise = ""
    opens: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether the next row of a queue may follow."""
        return not (self.shows or self.opens)
