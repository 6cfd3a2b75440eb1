"""Word to those concerned: the one way in, by every channel that they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from foundation.accounts.queries import confirmed_address
from foundation.actor import Actor
from foundation.jobs import actions as jobs
from foundation.mail import can_mail
from foundation.phones import MOBILE
from residents.actions.calls import is_known_wrong, put_on_call_list
from residents.models import Holding, NeedStep, Notice, Person, Post
from residents.notice_kinds import CALLED, NoticeKind
from residents.queries.reporters import account_of, number_of
from residents.word import Word

SUFFIX = {Notice.Channel.INBOX: "user", Notice.Channel.SMS: "text", Notice.Channel.EMAIL: "mail"}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to tell: an account, a person of ours, a number; whatever of them there is."""

    user: int | None = None
    person: int | None = None
    phone: str = ""
    who: str = ""  # in the keys of the notices, where one matter is told to several


def tell(word: Word, to: Recipient, *, by: Actor, now: datetime) -> None:
    """Tell somebody of a word: a line in the inbox of an account, a text message where a gateway
    is set and the number is a mobile one, a mail where the address is confirmed; where neither
    message goes out, a call to make, if the matter is one to call about.

    The same matter again to the same recipient is told once.
    """
    if to.user:
        put(word, to, Notice.Channel.INBOX, now, state=Notice.State.SENT, ended_at=now)
    calls = word.kind in CALLED
    texted = calls and settings.SMS_URL and MOBILE.fullmatch(to.phone)
    mailed = to.user and can_mail() and confirmed_address(to.user)
    if texted:
        hand_over(put(word, to, Notice.Channel.SMS, now), by)
    if mailed:
        hand_over(put(word, to, Notice.Channel.EMAIL, now), by)
    if calls and not texted and not mailed and (to.phone or to.person):
        kept = "" if to.person else to.phone
        put_on_call_list(
            word, name(to, "call"), user=to.user, person=to.person, phone=kept, now=now
        )


def put(
    word: Word, to: Recipient, channel: Notice.Channel, now: datetime, **fields: object
) -> Notice:
    """One notice by one channel; the one that stands where it was made before."""
    # The number of a person of ours is not copied; nor is any where no message goes to it.
    phone = to.phone if channel == Notice.Channel.SMS and not to.person else ""
    values = {"user_id": to.user, "person_id": to.person, "phone": phone, "channel": channel}
    return Notice.objects.get_or_create(
        key=f"{word.key}:{name(to, SUFFIX[channel])}",
        defaults={**word.fields(), **values, "created_at": now, **fields},
    )[0]


def name(to: Recipient, suffix: str) -> str:
    """The end of a key: who and by what."""
    return f"{to.who}:{suffix}" if to.who else suffix


def hand_over(notice: Notice, by: Actor) -> None:
    """Ask the worker to hand a message over; nothing counts as sent before it has."""
    if notice.channel == Notice.Channel.SMS:
        jobs.enqueue("residents.send_text", key=f"text:{notice.pk}", by=by, notice=notice.pk)
    else:
        jobs.enqueue("residents.send_mail", key=f"mail:{notice.pk}", by=by, notice=notice.pk)


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
    for user in holders_with_account(post, now) - {by.user.pk if by.user else None}:
        tell(word, Recipient(user=user, who=f"post:{user}"), by=by, now=now)


def holders_with_account(post: Post, now: datetime) -> set[int]:
    """The accounts of those who hold the post now."""
    holders = Holding.objects.open_at(now).filter(post=post, person__user__isnull=False)
    return set(holders.values_list("person__user", flat=True))


def tell_holders(word: Word, post: Post, *, by: Actor, now: datetime) -> None:
    """Tell everybody who holds the post now of a matter of a room above."""
    held = Holding.objects.open_at(now).filter(post=post).values("person")
    tell_people(word, Person.objects.filter(pk__in=held), by=by, now=now)


def tell_user(word: Word, user: int | None, *, by: Actor, now: datetime) -> None:
    """Tell an account of a matter of a room above, unless it is who acts."""
    if user and not (by.user and user == by.user.pk):
        tell(word, Recipient(user=user, who=f"user:{user}"), by=by, now=now)


def tell_people(word: Word, people: Iterable[Person], *, by: Actor, now: datetime) -> None:
    """Tell people of a matter of a room above, who acts and who was erased left out."""
    for person in people:
        if person.erased_at or (by.user and person.user_id == by.user.pk):
            continue
        to = Recipient(person.user_id, person.pk, person.phone, who=f"person:{person.pk}")
        tell(word, to, by=by, now=now)
