"""Word to those concerned: the one way in, by every channel that they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from foundation.accounts.queries import confirmed_accounts
from foundation.actor import Actor
from foundation.jobs import actions as jobs
from foundation.mail import can_mail
from foundation.phones import MOBILE
from residents.actions.calls import is_known_wrong, keep_once, put_calls
from residents.models import Holding, NeedStep, Notice, Person, Post
from residents.notice_kinds import CALLED, NoticeKind
from residents.queries.reporters import account_of, number_of
from residents.word import Recipient, Word

SUFFIX = {Notice.Channel.INBOX: "user", Notice.Channel.SMS: "text", Notice.Channel.EMAIL: "mail"}


def tell(word: Word, to: Recipient, *, by: Actor, now: datetime) -> None:
    """Tell somebody of a word, as in `tell_each`."""
    tell_each(word, [to], by=by, now=now)


def tell_each(word: Word, to: Iterable[Recipient], *, by: Actor, now: datetime) -> None:
    """Tell everybody of a word: a line in the inbox of an account, a text message where a gateway
    is set and the number is a mobile one, a mail where the address is confirmed; where neither
    message goes out, a call to make, if the matter is one to call about.

    The same matter again to the same recipient is told once. As many queries for one as for many.
    """
    everybody = list(to)
    calls = word.kind in CALLED
    accounts = [one.user for one in everybody if one.user]
    confirmed = confirmed_accounts(accounts) if accounts and can_mail() else set()
    texted = [one for one in everybody if calls and has_gateway(one)]
    mailed = [one for one in everybody if one.user in confirmed]
    put(word, [one for one in everybody if one.user], Notice.Channel.INBOX, now)
    texts = put(word, texted, Notice.Channel.SMS, now)
    mails = put(word, mailed, Notice.Channel.EMAIL, now)
    # Nothing counts as sent before the worker has handed it over.
    jobs.enqueue_each("residents.send_text", named("text", texts), by=by)
    jobs.enqueue_each("residents.send_mail", named("mail", mails), by=by)
    reached = {*texted, *mailed}
    rung = [one for one in everybody if calls and one not in reached and (one.phone or one.person)]
    put_calls(word, {one.key(word, "call"): without_copy(one) for one in rung}, now=now)


def has_gateway(to: Recipient) -> bool:
    """Whether a text message can go to their number."""
    return bool(settings.SMS_URL and MOBILE.fullmatch(to.phone))


def without_copy(to: Recipient) -> Recipient:
    """The number of a person of ours is not copied."""
    return replace(to, phone="") if to.person else to


def put(word: Word, to: list[Recipient], channel: Notice.Channel, now: datetime) -> list[Notice]:
    """A notice to each by one channel; what stands in the inbox has been told."""
    fields: dict[str, object] = {**word.fields(), "channel": channel, "created_at": now}
    if channel == Notice.Channel.INBOX:
        fields |= {"state": Notice.State.SENT, "ended_at": now}
    rows = []
    for one in to:
        # No number is kept where no message goes to it.
        phone = without_copy(one).phone if channel == Notice.Channel.SMS else ""
        key = one.key(word, SUFFIX[channel])
        rows.append(Notice(key=key, user_id=one.user, person_id=one.person, phone=phone, **fields))
    return keep_once(rows)


def named(name: str, messages: list[Notice]) -> dict[str, dict[str, int]]:
    """What the worker is asked for, by the keys of its jobs."""
    return {f"{name}:{notice.pk}": {"notice": notice.pk} for notice in messages}


def tell_reporter(step: NeedStep, *, by: Actor, now: datetime) -> None:
    """Tell whoever raised the need of the step. Somebody who left neither account nor number
    follows by the slip, and so does who left a number that was found to be wrong."""
    need = step.need
    phone = number_of(need)
    if phone and is_known_wrong(need, phone):
        phone = ""
    account = account_of(need.reporter) if need.reporter else None
    word = Word(key=f"step:{step.pk}", kind=NoticeKind.NEED, step=step)
    tell(word, Recipient(user=account, phone=phone), by=by, now=now)


def tell_post(step: NeedStep, post: Post, *, by: Actor, now: datetime) -> None:
    """Tell everybody who holds the post now of a need that has come to it."""
    word = Word(key=f"step:{step.pk}", kind=NoticeKind.WORK, step=step)
    users = sorted(holders_with_account(post, now) - {by.user.pk if by.user else None})
    tell_each(word, [Recipient(user=user, who=f"post:{user}") for user in users], by=by, now=now)


def holders_with_account(post: Post, now: datetime) -> set[int]:
    """The accounts of those who hold the post now."""
    holders = Holding.objects.open_at(now).filter(post=post, person__user__isnull=False)
    return set(holders.values_list("person__user", flat=True))


def tell_holders(word: Word, post: Post, *, by: Actor, now: datetime) -> None:
    """Tell everybody who holds the post now of a matter of a room above."""
    held = Holding.objects.open_at(now).filter(post=post).values("person")
    tell_people(word, Person.objects.filter(pk__in=held), by=by, now=now)


def tell_users(word: Word, users: Iterable[int | None], *, by: Actor, now: datetime) -> None:
    """Tell accounts of a matter of a room above, who acts left out."""
    others = [user for user in users if user and not (by.user and user == by.user.pk)]
    tell_each(word, [Recipient(user=user, who=f"user:{user}") for user in others], by=by, now=now)


def tell_people(word: Word, people: Iterable[Person], *, by: Actor, now: datetime) -> None:
    """Tell people of a matter of a room above, who acts and who was erased left out."""
    others = [one for one in people if not (by.user and one.user_id == by.user.pk)]
    to = [
        Recipient(one.user_id, one.pk, one.phone, who=f"person:{one.pk}")
        for one in others
        if not one.erased_at
    ]
    tell_each(word, to, by=by, now=now)
