"""The one way to personal data that a page masks: with a reason, and each look recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.needs import holding_to_oversee, holding_to_unmask
from residents.access.notices import holding_to_see_number
from residents.models import Need, Notice
from residents.queries.reporters import number_of


@action("need.unmasked")
def unmask_reporter(*, by: Actor, need: Need, reason: str) -> str:
    """The reporter's telephone number in full; the look is written down with its reason."""
    look(by, need, ["reporter_phone"], holding_to_unmask, reason)
    return number_of(need)


@action("need.unmasked")
def unmask_words(*, by: Actor, need: Need, reason: str) -> Need:
    """The raw words, the spot and the photos of a need, for who oversees its place; the look is
    written down with its reason: one line for the words, one for the photos if there are any."""
    fields = ["words", "photos"] if need.photos.exists() else ["words"]
    look(by, need, fields, holding_to_oversee, reason)
    return need


@action("notice.unmasked")
def unmask_number(*, by: Actor, notice: Notice, reason: str) -> str:
    """The telephone number of a call that waits, in full; the look is written down with its
    reason. A call that has ended shows its number no more."""
    look(by, notice, ["phone"], holding_to_see_number, reason)
    if notice.state not in Notice.TO_CALL:
        raise Refused(_("Somebody else has already dealt with this call."))
    return notice.telephone


def look(
    by: Actor,
    row: Need | Notice,
    fields: list[str],
    holding_for: Callable[[Any, Any], int | None],
    reason: str,
) -> None:
    """Write down who looks at which fields, by which holding, and why; `NotAllowed` without one."""
    holding = holding_for(by.user, row)
    require(holding is not None, _("You may not see this."))
    for field in fields:
        record.note_reading(by.using(holding), row, field, reason=reason)
