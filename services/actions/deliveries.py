"""The partner's day: entering what was delivered, taking it back, correcting it."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.actions.words import line
from foundation.actor import Actor
from foundation.files import actions as files
from foundation.files.models import AttachmentKind
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused
from residents.actions.steps import add_step
from residents.stages import StepKind
from services.actions.agreement_steps import amount, begun, counting_day, logging, worth
from services.addresses import agreement_address
from services.models import Agreement, Delivery, Obligation
from services.money import ZERO
from services.queries.accepted import accepted_quantity, accepted_value
from services.queries.partner_day import may_still_undo
from services.terms import DeliveryKind

KEY = re.compile(r"[0-9a-f]{32}")


@action("deliveries.enter")
def deliver(
    *,
    by: Actor,
    obligation: Obligation,
    quantity: Decimal,
    day: date | None = None,
    client_key: str = "",
    note: str = "",
    photo: Any = None,
    now: datetime | None = None,
) -> Delivery:
    """Enter what was delivered on a day (today unless said, never one to come) of the obligation.

    One `client_key` (128 random bits in hex), one row: the same again gives the row that stands. A
    day of a frozen quarter is stored as said and counts today.
    """
    by = logging(by, obligation.agreement)
    agreement = begun(obligation.agreement)
    key = normal_key(client_key)
    if key and (known := Delivery.objects.filter(client_key=key).first()):
        return same(known, obligation)
    moment = now or timezone.now()
    on = day or timezone.localdate(moment)
    many = amount(quantity, "quantity")
    delivery = Delivery(
        obligation=obligation,
        day=on,
        counts_on=day_counted(obligation, agreement, on, timezone.localdate(moment)),
        quantity=many,
        value=worth(many, obligation.unit_value),
        client_key=key or None,
        note=line(note, "note", 200, required=False),
        at=moment,
        by=by.user,
    )
    if (rival := stored_or_rival(delivery, photo, by)) is not None:
        return same(rival, obligation)
    tell_the_need(agreement, delivery, by)
    record.note(by, "delivery.entered", delivery, values={"quantity": many, "day": on})
    return delivery


@action("deliveries.undo")
def undo_delivery(*, by: Actor, delivery: Delivery, now: datetime | None = None) -> Delivery:
    """Take a row back within ten minutes, by a counter-entry; harmless to repeat. `Refused` later,
    and where it was corrected or reduced meanwhile."""
    by = logging(by, delivery.obligation.agreement)
    begun(delivery.obligation.agreement)
    undone = delivery.corrections.filter(kind=DeliveryKind.UNDO).first()
    if undone is not None:
        return undone
    moment = now or timezone.now()
    if delivery.corrects_id or not may_still_undo(delivery, moment):
        raise Refused(_("This can be taken back for ten minutes only: correct it instead."))
    if accepted_quantity(delivery) != delivery.quantity:
        raise Refused(_("This was corrected or reduced meanwhile."))
    return counter(by, "delivery.undone", delivery, DeliveryKind.UNDO, ZERO, "", moment)


@action("deliveries.correct")
def correct_delivery(
    *,
    by: Actor,
    delivery: Delivery,
    quantity: Decimal,
    why: str,
    now: datetime | None = None,
) -> Delivery:
    """Say what the quantity really was and why, by a counter-entry of the difference; reductions
    stay. It counts in the quarter of the delivery, today where that is frozen."""
    by = logging(by, delivery.obligation.agreement)
    begun(delivery.obligation.agreement)
    if delivery.corrects_id:
        raise Refused(_("Correct the delivery itself."))
    said = line(why, "why", 200)
    meant = amount(quantity, "quantity", least=ZERO)
    entered = delivery.quantity + entered_later(delivery)
    target = accepted_quantity(delivery) + meant - entered
    if meant == entered:
        raise Refused(_("It says so already."), "quantity")
    if target < 0:
        raise Refused(_("More than this was taken off by staff."), "quantity")
    moment = now or timezone.now()
    return counter(
        by, "delivery.corrected", delivery, DeliveryKind.CORRECTION, target, said, moment
    )


# Steps


def counter(
    by: Actor,
    verb: str,
    delivery: Delivery,
    kind: str,
    target: Decimal,
    why: str,
    moment: datetime,
) -> Delivery:
    """The counter-entry that leaves `target` accepted of a delivery, and its value to the cent."""
    agreement = delivery.obligation.agreement
    stands = worth(target, delivery.obligation.unit_value)
    row = Delivery.objects.create(
        obligation=delivery.obligation,
        kind=kind,
        day=delivery.day,
        counts_on=counting_day(agreement, delivery.counts_on, timezone.localdate(moment)),
        quantity=target - accepted_quantity(delivery),
        value=stands - accepted_value(delivery),
        corrects=delivery,
        why=why,
        at=moment,
        by=by.user,
    )
    record.note(by, verb, delivery, values={"quantity": row.quantity})
    return row


def entered_later(delivery: Delivery) -> Decimal:
    """What counter-entries changed of a delivery's quantity."""
    return sum((row.quantity for row in delivery.corrections.all()), ZERO)


def stored_or_rival(delivery: Delivery, photo: Any, by: Actor) -> Delivery | None:
    """Store the row and its photo; where another row has its key by now, that one."""
    try:
        with transaction.atomic():
            delivery.attachment = kept(photo, by)
            delivery.save(force_insert=True)
    except IntegrityError:
        rivals = Delivery.objects.filter(client_key=delivery.client_key)
        rival = rivals.first() if delivery.client_key else None
        if rival is None:
            raise
        return rival
    return None


def day_counted(obligation: Obligation, agreement: Agreement, day: date, today: date) -> date:
    """The day on which a delivery counts; `Refused` for a day to come, or outside of the
    obligation."""
    if day > today:
        raise Refused(_("This day is still to come."), "day")
    end = min(obligation.until or agreement.over_on, agreement.over_on)
    if not max(obligation.since, agreement.since) <= day < end:
        raise Refused(_("The obligation does not run on this day."), "day")
    return counting_day(agreement, day, today)


def normal_key(client_key: str) -> str:
    """The key as it is stored; raises `Refused` for one that no page of ours made."""
    key = client_key.replace("-", "").lower()
    if key and not KEY.fullmatch(key):
        raise Refused(_("This page is out of date: please open it again."))
    return key


def same(known: Delivery, obligation: Obligation) -> Delivery:
    """The row of a key, if the key was used for this obligation."""
    if known.obligation_id != obligation.pk:
        raise Refused(_("This page is out of date: please open it again."))
    return known


def kept(photo: Any, by: Actor) -> Any:
    """The attachment of a photo; None without one."""
    if photo is None:
        return None
    return files.keep(photo, by=by, allowed={AttachmentKind.IMAGE}, field="photo")


def tell_the_need(agreement: Agreement, delivery: Delivery, by: Actor) -> None:
    """Say in the thread of the need behind an agreement that its first service was delivered."""
    if agreement.need is None:
        return
    others = Delivery.objects.filter(obligation__agreement=agreement).exclude(pk=delivery.pk)
    if not others.exists():
        add_step(
            agreement.need,
            StepKind.DELIVERED,
            by=by,
            sentence=agreement.title,
            address=agreement_address(agreement.number),
            now=delivery.at,
        )
