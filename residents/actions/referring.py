"""A need sent to a department (部门协同), taken up there, and answered or sent back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.calendar.queries import promised_date
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.referrals import holding_to_answer_referral, referable_posts
from residents.actions.moves import change_need, end_sight
from residents.actions.notices import tell_post
from residents.actions.sorting import acting_post, sorting
from residents.actions.steps import add_step, clean_sentence
from residents.models import Need, NeedGrant, Post, Referral
from residents.stages import StepKind
from residents.transitions import TAKEN_UP

LONGEST = 60  # working days


@action("need.referred")
def refer_need(
    *,
    by: Actor,
    need: Need,
    post: Post,
    sentence: str,
    workdays: int,
    level: str = NeedGrant.Level.PUBLIC,
    now: datetime | None = None,
) -> Referral:
    """Send the need to a department's post with a sentence, to be answered within so many working
    days, and grant the post sight of it: title and sentence, or also the words; never the reporter.

    The database allows one open referral per need and department. The need stays where it is.
    """
    by = sorting(by, need)
    now = now or timezone.now()
    sentence = clean_sentence(sentence, required=True)
    day = due_day(now, workdays)
    check_referral(by, need, post, level)
    own = cast(Post, acting_post(by))
    referral = open_referral(
        need=need,
        department=post.organization,
        post=post,
        asked=sentence,
        asked_by=own,
        asked_at=now,
        due_on=day,
    )
    NeedGrant.objects.create(need=need, post=post, level=level, granted_by=own, since=now)
    step = add_step(need, StepKind.REFERRED, by=by, post=post, sentence=sentence, now=now)
    tell_post(step, post, by=by, now=now)
    values = {"post": post, "due_on": day, "words_shown": level == NeedGrant.Level.WORDS}
    record.note(by, "need.referred", need, values=values)
    return referral


def check_referral(by: Actor, need: Need, post: Post, level: str) -> None:
    """That the need, as it stands now, can be sent to this post; `Stale` where somebody else has
    changed it since it was read."""
    if not referable_posts(by.user, need).filter(pk=post.pk).exists():
        raise Refused(_("Needs of this place cannot be sent there."), "post")
    if level not in NeedGrant.Level.values:
        raise Refused(_("Choose what the department may see."), "level")
    change_need(need)
    if need.state not in TAKEN_UP:
        raise Refused(_("Accept the need first; one that has ended is sent nowhere."))
    if not need.public_title:
        raise Refused(_("Write the public title and sentence first: the department reads them."))


def due_day(now: datetime, workdays: int) -> date:
    """The day by which the department answers, in working days from today."""
    if not 1 <= workdays <= LONGEST:
        raise Refused(_("Give 1 to %(n)s working days.") % {"n": LONGEST}, "workdays")
    return promised_date(timezone.localdate(now), workdays).day


def open_referral(**values: Any) -> Referral:
    """The row; the database refuses a second open one of the same need and department."""
    try:
        with transaction.atomic():
            return Referral.objects.create(**values)
    except IntegrityError:
        raise Refused(_("The need is already with this department."), "post") from None


@action("referral.taken")
def take_referral(*, by: Actor, referral: Referral, now: datetime | None = None) -> Referral:
    """The department says that it has the matter: the first clock stops, the second starts."""
    by = answering(by, referral)
    now = now or timezone.now()
    move_referral(referral, [Referral.State.SENT], Referral.State.TAKEN, taken_at=now)
    add_step(referral.need, StepKind.REFERRAL_TAKEN, by=by, post=referral.post, now=now)
    record.note(by, "referral.taken", referral)
    return referral


@action("referral.answered")
def answer_referral(
    *, by: Actor, referral: Referral, sentence: str, now: datetime | None = None
) -> Referral:
    """The department answers in one sentence, which everybody who may see the need reads."""
    by = answering(by, referral)
    sentence = clean_sentence(sentence, required=True)
    end_referral(by, referral, Referral.State.ANSWERED, StepKind.REFERRAL_BACK, sentence, now)
    record.note(by, "referral.answered", referral)
    return referral


@action("referral.returned")
def return_referral(
    *, by: Actor, referral: Referral, reason: str, now: datetime | None = None
) -> Referral:
    """The department sends the need back, with the reason: the clerk finds another way."""
    by = answering(by, referral)
    reason = clean_sentence(reason, required=True, field="reason")
    end_referral(by, referral, Referral.State.RETURNED, StepKind.REFERRAL_RETURN, reason, now)
    record.note(by, "referral.returned", referral)
    return referral


@action("referral.taken_back")
def take_back_referral(
    *, by: Actor, referral: Referral, sentence: str, now: datetime | None = None
) -> Referral:
    """A clerk waits for the department no longer and says why: the clocks stop without an answer,
    the department's sight of the need ends, and it is told."""
    by = sorting(by, referral.need)
    now = now or timezone.now()
    sentence = clean_sentence(sentence, required=True)
    move_referral(referral, Referral.OPEN_STATES, Referral.State.ENDED, ended_at=now)
    end_sight(referral.need, now, post=referral.post_id)
    kind, own = StepKind.REFERRAL_UNDONE, acting_post(by)
    step = add_step(referral.need, kind, by=by, post=own, sentence=sentence, now=now)
    tell_post(step, referral.post, by=by, now=now)
    record.note(by, "referral.taken_back", referral)
    return referral


def answering(by: Actor, referral: Referral) -> Actor:
    """The actor with the holding of the department's post; `NotAllowed` without one."""
    holding = holding_to_answer_referral(by.user, referral)
    require(holding is not None, _("Only this department answers what was sent to it."))
    return by.using(holding)


def end_referral(
    by: Actor, referral: Referral, state: str, kind: StepKind, words: str, now: datetime | None
) -> None:
    """Stop the clocks, end the department's sight of the need, and tell the post that asked."""
    now = now or timezone.now()
    move_referral(
        referral,
        Referral.OPEN_STATES,
        state,
        answer=words,
        answered_at=now,
        taken_at=Coalesce("taken_at", now),
    )
    end_sight(referral.need, now, post=referral.post_id)
    step = add_step(referral.need, kind, by=by, post=referral.post, sentence=words, now=now)
    tell_post(step, referral.asked_by, by=by, now=now)


def move_referral(referral: Referral, states: Any, to: str, **changes: Any) -> None:
    """Move a referral on; of two rivals one wins, the other is refused."""
    open_now = Referral.objects.filter(pk=referral.pk, state__in=states)
    if not open_now.update(state=to, **changes):
        raise Refused(_("Somebody else has already dealt with this."))
    referral.refresh_from_db()
    referral.need.refresh_from_db()
