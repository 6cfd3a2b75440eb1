"""Seeing a telephone number in full: with a reason, and recorded."""

from __future__ import annotations

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import require
from residents.access.needs import holding_to_unmask
from residents.models import Need


@action("need.unmasked")
def unmask_reporter(*, by: Actor, need: Need, reason: str) -> str:
    """The reporter's telephone number in full; the look is written down with its reason."""
    holding = holding_to_unmask(by.user, need)
    require(holding is not None, _("You may not see this number."))
    record.note_reading(by.using(holding), need, "reporter_phone", reason=reason)
    return need.reporter_phone or (need.reporter.phone if need.reporter else "")
