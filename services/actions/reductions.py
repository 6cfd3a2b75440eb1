"""What staff do not accept of a delivery: taken off with a reason, answered, lifted."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.actions.words import line
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused
from services.actions.agreement_steps import amount, begun, counting_day, keeping, logging
from services.models import Delivery, Reduction, ReductionAnswer, ReductionLift
from services.money import value_of
from services.queries.accepted import accepted_quantity, accepted_value


@action("deliveries.reduce")
def reduce_delivery(
    *,
    by: Actor,
    delivery: Delivery,
    quantity: Decimal,
    reason: str,
    now: datetime | None = None,
) -> Reduction:
    """Take a quantity off a delivery and say why; never more than is accepted of it. It counts in
    the delivery's quarter, today where that is frozen."""
    agreement = delivery.obligation.agreement
    by = keeping(by, agreement.place)
    row = begun(agreement)
    if delivery.corrects_id:
        raise Refused(_("Take it off the delivery itself."))
    less = amount(quantity, "quantity")
    said = line(reason, "reason", 200)
    left = accepted_quantity(delivery) - less
    if left < 0:
        raise Refused(_("No more can be taken off than is accepted of it."), "quantity")
    moment = now or timezone.now()
    reduction = Reduction.objects.create(
        delivery=delivery,
        quantity=less,
        value=accepted_value(delivery) - value_of(left, delivery.obligation.unit_value),
        reason=said,
        counts_on=counting_day(row, delivery.counts_on, timezone.localdate(moment)),
        at=moment,
        by=by.user,
    )
    record.note(by, "delivery.reduced", delivery, values={"quantity": less})
    return reduction


@action("reductions.answer")
def answer_reduction(
    *, by: Actor, reduction: Reduction, text: str, now: datetime | None = None
) -> ReductionAnswer:
    """Say, for the partner and once, what there is to say to a reduction."""
    by = logging(by, reduction.delivery.obligation.agreement)
    begun(reduction.delivery.obligation.agreement)
    if ReductionAnswer.objects.filter(reduction=reduction).exists():
        raise Refused(_("This is answered already."))
    answer = ReductionAnswer.objects.create(
        reduction=reduction, text=line(text, "text", 300), at=now or timezone.now(), by=by.user
    )
    record.note(by, "reduction.answered", reduction)
    return answer


@action("reductions.lift")
def lift_reduction(
    *, by: Actor, reduction: Reduction, reason: str, now: datetime | None = None
) -> ReductionLift:
    """Withdraw a reduction, once, and say why: the delivery gets back what was taken off."""
    delivery = reduction.delivery
    by = keeping(by, delivery.obligation.agreement.place)
    agreement = begun(delivery.obligation.agreement)
    if ReductionLift.objects.filter(reduction=reduction).exists():
        raise Refused(_("This is lifted already."))
    back = accepted_quantity(delivery) + reduction.quantity
    moment = now or timezone.now()
    today = timezone.localdate(moment)
    lift = ReductionLift.objects.create(
        reduction=reduction,
        reason=line(reason, "reason", 200),
        value=value_of(back, delivery.obligation.unit_value) - accepted_value(delivery),
        counts_on=counting_day(agreement, reduction.counts_on, today),
        at=moment,
        by=by.user,
    )
    record.note(by, "reduction.lifted", reduction, values={"quantity": reduction.quantity})
    return lift
