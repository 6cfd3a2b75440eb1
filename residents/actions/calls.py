"""The call list: what to tell by telephone, and how the call ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.notices import holding_to_call
from residents.models import Need, NeedStep, Notice
from residents.stages import NeedState
from residents.word import Word

OUTCOMES = (Notice.State.TOLD, Notice.State.NOT_REACHED, Notice.State.WRONG_NUMBER)


def put_on_call_list(step: NeedStep, phone: str, *, now: datetime) -> Notice:
    """A call to make about a step. Calls that still wait for the same need are dropped for the
    newest word, so that the clerk rings once; of a need that was rated there is nothing to tell."""
    newer = waiting_calls(step.need).filter(step__pk__gt=step.pk)
    closed = Need.objects.filter(pk=step.need_id, state=NeedState.CLOSED)
    overtaken = newer.exists() or closed.exists()
    state = Notice.State.OVERTAKEN if overtaken else Notice.State.WAITING
    waiting_calls(step.need).filter(step__pk__lt=step.pk).update(
        state=Notice.State.OVERTAKEN, ended_at=now
    )
    return Notice.objects.create(
        key=f"step:{step.pk}:call",
        step=step,
        phone=phone,
        channel=Notice.Channel.CALL,
        state=state,
        created_at=now,
    )


def put_word_on_call_list(word: Word, phone: str, *, now: datetime) -> Notice:
    """A call to make about something of a room above; older ones about it that wait are dropped."""
    drop_word(word.about, now=now)
    return Notice.objects.create(
        key=f"{word.key}:call",
        phone=phone,
        channel=Notice.Channel.CALL,
        created_at=now,
        **word.fields(),
    )


def drop_word(about: str, *, now: datetime) -> None:
    """Take the calls that wait about a thing off the list."""
    waiting(about=about).update(state=Notice.State.OVERTAKEN, ended_at=now)


def drop_calls(need: Need, *, now: datetime) -> None:
    """Leave out the calls and texts that wait about the need: they have nothing to tell any more,
    or tell what whoever raised it has just said herself."""
    texts = Q(step__need=need, channel=Notice.Channel.SMS, state=Notice.State.WAITING)
    calls = Q(pk__in=waiting_calls(need).values("pk"))
    Notice.objects.filter(texts | calls).update(state=Notice.State.OVERTAKEN, ended_at=now)


def is_known_wrong(need: Need, phone: str) -> bool:
    """Whether a clerk has found before that this number reaches somebody else."""
    wrong = Notice.objects.filter(step__need=need, state=Notice.State.WRONG_NUMBER)
    return any(notice.phone == phone for notice in wrong)


def waiting_calls(need: Need) -> QuerySet[Notice]:
    """Calls about the need that nobody has made yet, or that reached nobody."""
    return waiting(step__need=need)


def waiting(**conditions: Any) -> QuerySet[Notice]:
    """Calls like this that nobody has made yet, or that reached nobody."""
    return Notice.objects.filter(
        channel=Notice.Channel.CALL,
        state__in=[Notice.State.WAITING, Notice.State.NOT_REACHED],
        **conditions,
    )


@action("notice.call_recorded")
def record_call(*, by: Actor, notice: Notice, outcome: str, now: datetime | None = None) -> None:
    """Write down how a call ended: told, not reached (it stays on the list), wrong number."""
    now = now or timezone.now()
    holding = holding_to_call(by.user, notice)
    require(holding is not None, _("Only the clerks of this place make its calls."))
    by = by.using(holding)
    if outcome not in OUTCOMES:
        raise Refused(_("Choose how the call ended."), "outcome")
    done = outcome != Notice.State.NOT_REACHED
    changed = waiting(pk=notice.pk, attempts=notice.attempts).update(
        state=outcome,
        attempts=notice.attempts + 1,
        ended_at=now if done else None,
        ended_by=by.user if done else None,
    )
    if not changed:
        raise Refused(_("Somebody else has already dealt with this call."))
    notice.refresh_from_db()
    record.note(by, "notice.call_recorded", notice, values={"state": outcome})
