"""The five stages as the stepper draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from residents.models import Need
from residents.queries.threads import marks
from residents.stages import NeedState

DRAWN = {"done": "done", "now": "current", "not_needed": "skipped", "to_come": ""}


@dataclass(frozen=True)
class Mark:
    """A stage: done, current, skipped, or empty for one to come."""

    label: Any
    state: str


def drawn(need: Need, kinds: set[str]) -> list[Mark]:
    """The stages of a need whose present round has steps of these kinds.

    An answer that waits for the reporter's view is not yet followed up.
    """
    found = [Mark(mark.label, DRAWN[mark.mark]) for mark in marks(need.state, kinds)]
    if need.state == NeedState.ANSWERED:
        found[-1] = Mark(found[-1].label, "current")
    return found


def state_for(need: Need, *, own: bool) -> str:
    """Where the need stands, said to whoever raised it or of them."""
    if own and need.state == NeedState.ANSWERED:
        return _("Answered, waiting for your view")
    return need.get_state_display()
