"""The same as the day before, in one act."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record.actions import action
from foundation.refusals import Refused
from services.actions.agreement_steps import begun, logging
from services.actions.deliveries import deliver, normal_key
from services.models import Agreement, Delivery
from services.queries.partner_day import entered_by_day, line_of, running_on


@action("deliveries.repeat")
def repeat_day(
    *,
    by: Actor,
    agreement: Agreement,
    day: date | None = None,
    client_key: str = "",
    now: datetime | None = None,
) -> list[Delivery]:
    """Enter for a day (today unless said) what stands for the day before, for each obligation that
    has nothing on it yet; one that was amended meanwhile is the same. One `client_key`, one effect.
    `Refused` where there is nothing to repeat."""
    by = logging(by, agreement)
    row = begun(agreement)
    on = day or timezone.localdate(now)
    before = on - timedelta(days=1)
    key = normal_key(client_key)
    obligations = list(running_on([row], on))
    keys = {one.pk: key_for(key, one.pk) if key else "" for one in obligations}
    known = Delivery.objects.filter(client_key__in=[one for one in keys.values() if one])
    if key and (made := list(known.filter(obligation__in=obligations))):
        return made
    sums = entered_by_day([row], (before, on))
    made = [
        deliver(
            by=by,
            obligation=one,
            quantity=sums[line_of(one), before],
            day=on,
            client_key=keys[one.pk],
            now=now,
        )
        for one in obligations
        if sums.get((line_of(one), before), 0) > 0 and not sums.get((line_of(one), on))
    ]
    if not made:
        raise Refused(_("There is nothing of the day before to repeat."))
    return made


def key_for(key: str, obligation: int) -> str:
    """The key of one row of a repeated day."""
    return hashlib.sha256(f"{key}:{obligation}".encode()).hexdigest()[:32]
