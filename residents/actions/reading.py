"""Notices marked as read by whoever they are for."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor, ActorKind
from foundation.record.actions import action
from foundation.refusals import require
from residents.models import Notice
from residents.queries.notices import inbox


@action("notice.read")
def read_notices(
    *, by: Actor, upto: int, only: int | None = None, now: datetime | None = None
) -> int:
    """Mark the user's own notices as read: one, or all up to the newest that was on the page.
    Who has read it need not be called about it. Returns how many were unread."""
    require(by.kind == ActorKind.USER, _("Log in to mark notices as read."))
    now = now or timezone.now()
    rows = inbox(by.user).filter(read_at__isnull=True)
    rows = rows.filter(pk=only) if only else rows.filter(pk__lte=upto)
    read = list(rows)
    changed = inbox(by.user).filter(pk__in=[one.pk for one in read], read_at__isnull=True)
    count = changed.order_by().update(read_at=now)
    calls = Notice.objects.filter(
        channel=Notice.Channel.CALL, user=by.user, state__in=Notice.TO_CALL
    )
    keys = [one.key.removesuffix(":user") + ":call" for one in read]
    calls.filter(key__in=keys).update(state=Notice.State.TOLD, ended_at=now, ended_by=by.user)
    return count
