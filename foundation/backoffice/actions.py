"""Lists that leave the portal as files."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import require


@action("lists.export")
def note_export(*, by: Actor, rows: models.Model, number: int) -> None:
    """Write down that somebody takes a list away, of which rows and how many (to 1,001). Which
    rows they are is the door's to scope; `rows` is an empty row of their model."""
    require(by.user is not None, _("Only people who are logged in may take a list away."))
    record.note(by, "list.exported", rows, values={"rows": number})
