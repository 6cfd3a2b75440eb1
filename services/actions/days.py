"""A whole day of the partner's at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record.actions import action
from foundation.refusals import Refused, require
from services.access.agreements import may_log
from services.actions.deliveries import deliver, normal_key
from services.actions.repeats import key_for
from services.models import Delivery, Obligation


@action("deliveries.enter_day")
def enter_day(
    *,
    by: Actor,
    amounts: Iterable[tuple[Obligation, Decimal]],
    day: date,
    client_key: str,
    now: datetime | None = None,
) -> list[Delivery]:
    """Enter what was delivered of several obligations on a day: all of it or nothing.

    The key of the page (128 random bits in hex) gives each row its own, so a page sent twice counts
    once; `Refused` where it comes again with other figures or another day.
    """
    key = normal_key(client_key)
    if not key:
        raise Refused(_("This page is out of date: please open it again."))
    rows = []
    for obligation, quantity in amounts:
        require(may_log(by, obligation.agreement), _("Only people of the partner may do this."))
        row = deliver(
            by=by,
            obligation=obligation,
            quantity=quantity,
            day=day,
            client_key=key_for(key, obligation.pk),
            now=now,
        )
        if (row.quantity, row.day) != (quantity, day):
            raise Refused(
                _("This page was sent before, with other figures: see below what was entered.")
            )
        rows.append(row)
    if not rows:
        raise Refused(_("Nothing is entered yet: press + or type a number."))
    return rows
