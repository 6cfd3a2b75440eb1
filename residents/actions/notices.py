"""Word to those concerned: by a channel that exists, and on the call list where none does."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from foundation.actor import Actor
from foundation.jobs import actions as jobs
from foundation.phones import MOBILE
from residents.actions.calls import (
    drop_word,
    is_known_wrong,
    put_on_call_list,
    put_word_on_call_list,
)
from residents.models import Holding, NeedStep, Notice, Post
from residents.queries.reporters import account_of
from residents.word import Word


def tell_reporter(step: NeedStep, *, by: Actor, now: datetime) -> None:
    """Tell whoever raised the need of the step: an inbox line, and a text message where a gateway
    is set and the number is a mobile one; else a call.

    Somebody who left neither account nor number follows by the slip, and so does who left a number
    that was found to be wrong.
    """
    need = step.need
    if need.reporter and (account := account_of(need.reporter)):
        Notice.objects.create(
            key=f"step:{step.pk}:user",
            step=step,
            user_id=account,
            channel=Notice.Channel.INBOX,
            state=Notice.State.SENT,
            created_at=now,
            ended_at=now,
        )
    phone = need.reporter_phone or (need.reporter.phone if need.reporter else "")
    if not phone or is_known_wrong(need, phone):
        return
    if settings.SMS_URL and MOBILE.fullmatch(phone):
        send_as_text(step, phone, by=by, now=now)
    else:
        put_on_call_list(step, phone, now=now)


def tell(word: Word, phone: str, *, by: Actor, now: datetime) -> None:
    """Tell somebody what a room above has for them: a text message where a gateway is set and the
    number is a mobile one; else a call."""
    if not (settings.SMS_URL and MOBILE.fullmatch(phone)):
        put_word_on_call_list(word, phone, now=now)
        return
    drop_word(word.about, now=now)
    notice = Notice.objects.create(
        key=f"{word.key}:text",
        phone=phone,
        channel=Notice.Channel.SMS,
        created_at=now,
        **word.fields(),
    )
    jobs.enqueue("residents.send_text", key=f"text:{notice.pk}", by=by, notice=notice.pk)


def tell_post(step: NeedStep, post: Post, *, now: datetime) -> None:
    """Put a line about the step into the inbox of everybody who holds the post now."""
    holders = Holding.objects.open_at(now).filter(post=post, person__user__isnull=False)
    for user in set(holders.values_list("person__user", flat=True)):
        Notice.objects.create(
            key=f"step:{step.pk}:post:{user}",
            step=step,
            user_id=user,
            channel=Notice.Channel.INBOX,
            state=Notice.State.SENT,
            created_at=now,
            ended_at=now,
        )


def send_as_text(step: NeedStep, phone: str, *, by: Actor, now: datetime) -> None:
    """Ask the worker to hand a text message over; nothing counts as sent before it has."""
    notice = Notice.objects.create(
        key=f"step:{step.pk}:text",
        step=step,
        phone=phone,
        channel=Notice.Channel.SMS,
        created_at=now,
    )
    jobs.enqueue("residents.send_text", key=f"text:{notice.pk}", by=by, notice=notice.pk)
