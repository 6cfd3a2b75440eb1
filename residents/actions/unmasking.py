"""The one way to personal data that a page masks: with a reason, and each look recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import require
from residents.access.needs import holding_to_oversee, holding_to_unmask
from residents.models import Need


@action("need.unmasked")
def unmask_reporter(*, by: Actor, need: Need, reason: str) -> str:
    """The reporter's telephone number in full; the look is written down with its reason."""
    look(by, need, ["reporter_phone"], holding_to_unmask, reason)
    return need.reporter_phone or (need.reporter.phone if need.reporter else "")


@action("need.unmasked")
def unmask_words(*, by: Actor, need: Need, reason: str) -> Need:
    """The raw words, the spot and the photos of a need, for who oversees its place; the look is
    written down with its reason: one line for the words, one for the photos if there are any."""
    fields = ["words", "photos"] if need.photos.exists() else ["words"]
    look(by, need, fields, holding_to_oversee, reason)
    return need


def look(
    by: Actor,
    need: Need,
    fields: list[str],
    holding_for: Callable[[Any, Need], int | None],
    reason: str,
) -> None:
    """Write down who looks at which fields, by which holding, and why; `NotAllowed` without one."""
    holding = holding_for(by.user, need)
    require(holding is not None, _("You may not see this."))
    for field in fields:
        record.note_reading(by.using(holding), need, field, reason=reason)
