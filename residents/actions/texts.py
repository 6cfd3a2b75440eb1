"""Text messages: handed over, arrived, or turned into a call. Only the clock does this.

Attempts leave no Entry: the notice's own row tells.
"""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor, ActorKind
from foundation.record.actions import action
from foundation.refusals import require
from residents.actions.calls import put_on_call_list, put_word_on_call_list
from residents.models import Notice
from residents.word import Word

ON_THE_WAY = [Notice.State.WAITING, Notice.State.SENT]


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
    Notice.objects.filter(pk=notice.pk, state__in=ON_THE_WAY).update(
        state=state,
        receipt=receipt,
        ended_at=(now or timezone.now()) if delivered else None,
    )


@action("notice.to_call")
def call_instead(*, by: Actor, notice: Notice, now: datetime | None = None) -> None:
    """Put on the call list what the gateway refused, or gave no receipt for within a day."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock sends messages."))
    now = now or timezone.now()
    failed = Notice.objects.filter(pk=notice.pk, state__in=ON_THE_WAY).update(
        state=Notice.State.FAILED, ended_at=now
    )
    if failed and notice.step:
        put_on_call_list(notice.step, notice.phone, now=now)
    elif failed:
        put_word_on_call_list(word_of(notice), notice.phone, now=now)


def word_of(notice: Notice) -> Word:
    """The word of a notice that is about no need."""
    return Word(
        key=notice.key.removesuffix(":text"),
        about=notice.about,
        number=notice.number,
        place=notice.place,
        heading=notice.heading,
        sentence=notice.sentence,
    )
