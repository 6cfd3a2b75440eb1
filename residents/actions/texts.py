"""Text messages and mails: handed over, arrived, or turned into a call. Only the clock does this.

Attempts leave no Entry: the notice's own row tells.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor, ActorKind
from foundation.record.actions import action
from foundation.refusals import require
from residents.actions.calls import put_on_call_list
from residents.models import Notice
from residents.notice_kinds import CALLED
from residents.queries.outdated import numbers_over
from residents.queries.reporters import number_of
from residents.word import word_of


@action("notice.claim")
def claim(*, by: Actor, notice: Notice) -> bool:
    """Take a mail in hand; of two workers one does. A mail in hand whose worker died is not sent
    again: after a day somebody calls."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock sends messages."))
    waiting = Notice.objects.filter(pk=notice.pk, state=Notice.State.WAITING)
    return bool(waiting.update(state=Notice.State.HANDING))


@action("notice.put_back")
def put_back(*, by: Actor, notice: Notice) -> None:
    """Let a mail that could not be handed over wait for the next try."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock sends messages."))
    in_hand = Notice.objects.filter(pk=notice.pk, state=Notice.State.HANDING)
    in_hand.update(state=Notice.State.WAITING)


@action("notice.handed_over")
def record_text(
    *,
    by: Actor,
    notice: Notice,
    receipt: str,
    delivered: bool,
    now: datetime | None = None,
) -> None:
    """Write down what the gateway said: handed over, or arrived."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock sends messages."))
    state = Notice.State.DELIVERED if delivered else Notice.State.SENT
    mailed = notice.channel == Notice.Channel.EMAIL  # mail has no receipt: taken is all there is
    Notice.objects.filter(pk=notice.pk, state__in=Notice.ON_THE_WAY).update(
        state=state,
        receipt=receipt,
        ended_at=(now or timezone.now()) if delivered or mailed else None,
    )


@action("notice.to_call")
def call_instead(*, by: Actor, notice: Notice, now: datetime | None = None) -> None:
    """Put on the call list what the gateway refused, or gave no receipt for within a day."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock sends messages."))
    now = now or timezone.now()
    failed = Notice.objects.filter(pk=notice.pk, state__in=Notice.ON_THE_WAY).update(
        state=Notice.State.FAILED, ended_at=now
    )
    phone = notice.phone or (number_of(notice.step.need) if notice.step else "")
    if failed and notice.kind in CALLED and (phone or notice.person_id):
        put_on_call_list(
            word_of(notice),
            "call",
            user=notice.user_id,
            person=notice.person_id,
            phone=phone,
            now=now,
            since=notice.created_at,
        )


@action("notice.forget_numbers")
def forget_numbers(*, by: Actor, now: datetime | None = None) -> int:
    """Forget the numbers of notices that are long over; the rows stay. Returns how many."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock sends messages."))
    now = now or timezone.now()
    return numbers_over(now).update(phone="", phone_blanked_at=now)
