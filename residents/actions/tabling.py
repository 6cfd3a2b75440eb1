"""Putting a need before a body, and what becomes of it there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.access.needs import tabling_bodies
from residents.access.tablings import holding_to_convene, holding_to_settle
from residents.actions.moves import change_need, end_sight, move_need
from residents.actions.sorting import acting_post, sorting
from residents.actions.steps import add_step, clean_sentence
from residents.models import Need, NeedGrant, Organization, Post, Tabling
from residents.stages import StepKind
from residents.transitions import Move, allowed_moves

QUESTION_LENGTH = 200


@action("need.tabled")
def table_need(
    *,
    by: Actor,
    need: Need,
    body: Organization,
    question: str,
    level: str = NeedGrant.Level.PUBLIC,
    now: datetime | None = None,
) -> Tabling:
    """Put the need before a body with one question, and grant the body sight of it: title and
    sentence, or also the words; never the reporter. The question is the body's alone: the thread
    names the body.

    The database allows one open tabling per need and body.
    """
    by = sorting(by, need)
    now = now or timezone.now()
    post = acting_post(by)
    if not tabling_bodies(by.user, need).filter(pk=body.pk).exists():
        raise Refused(_("This body does not deliberate on needs of this place."), "body")
    if level not in NeedGrant.Level.values:
        raise Refused(_("Choose what the body may see."), "level")
    if not need.public_title:
        raise Refused(_("Write the public title and sentence first: the body reads them."))
    question = clean_sentence(question, required=True, field="question")
    if len(question) > QUESTION_LENGTH:
        raise Refused(_("At most %(n)s characters, please.") % {"n": QUESTION_LENGTH}, "question")
    move_need(need, Move.TABLE)
    tabling = open_tabling(need=need, body=body, question=question, tabled_by=post, tabled_at=now)
    NeedGrant.objects.create(
        need=need, organization=body, level=level, granted_by=cast(Post, post), since=now
    )
    add_step(need, StepKind.TABLED, by=by, post=post, sentence=body.name, now=now)
    record.note(
        by,
        "need.tabled",
        need,
        values={"body": body, "words_shown": level == NeedGrant.Level.WORDS},
    )
    return tabling


def open_tabling(**values: Any) -> Tabling:
    """The tabling's row; the database refuses a second open one of the same need and body."""
    try:
        with transaction.atomic():
            return Tabling.objects.create(**values)
    except IntegrityError:
        raise Refused(_("The need is already before this body."), "body") from None


@action("tabling.taken")
def take_tabling(
    *, by: Actor, tabling: Tabling, address: str, sentence: str = "", now: datetime | None = None
) -> None:
    """The body puts the need on the agenda of a meeting, whose address the thread shows."""
    holding = holding_to_convene(by.user, tabling)
    require(holding is not None, _("Only the chair of this body sets its agenda."))
    by = by.using(holding)
    end_tabling(tabling, [Tabling.State.OPEN], Tabling.State.TAKEN)
    add_step(
        tabling.need,
        StepKind.ON_AGENDA,
        by=by,
        post=acting_post(by),
        sentence=sentence,
        address=address,
        now=now,
    )
    record.note(by, "tabling.taken", tabling)


@action("tabling.decided")
def decide_tabling(
    *,
    by: Actor,
    tabling: Tabling,
    owner_post: Post,
    due_on: date,
    sentence: str,
    address: str,
    now: datetime | None = None,
) -> None:
    """The outcome on a need is published: its owner post has it now, with the outcome's date."""
    by = settling(by, tabling)
    now = now or timezone.now()
    need = tabling.need
    end_tabling(tabling, Tabling.OPEN_STATES, Tabling.State.CLOSED, now)
    if Move.DECIDE in allowed_moves(need.state):
        move_need(
            need,
            Move.DECIDE,
            owner_post=owner_post,
            promised_on=due_on,
            promise_provisional=False,
        )
    add_step(
        need,
        StepKind.DECIDED,
        by=by,
        post=owner_post,
        sentence=sentence,
        address=address,
        now=now,
    )
    record.note(by, "tabling.decided", tabling, values={"owner_post": owner_post})


@action("tabling.returned")
def return_tabling(
    *, by: Actor, tabling: Tabling, sentence: str, address: str = "", now: datetime | None = None
) -> None:
    """The body discussed the need without an outcome: the clerk has it again, with the reason,
    unless it waits before another body, too."""
    by = settling(by, tabling)
    now = now or timezone.now()
    need = tabling.need
    sentence = clean_sentence(sentence, required=True)
    end_tabling(tabling, Tabling.OPEN_STATES, Tabling.State.RETURNED, now)
    waits = need.tablings.filter(state__in=Tabling.OPEN_STATES).exists()
    if Move.RETURN in allowed_moves(need.state) and not waits:
        move_need(need, Move.RETURN)
    add_step(
        need,
        StepKind.NOT_DECIDED,
        by=by,
        post=acting_post(by),
        sentence=sentence,
        address=address,
        now=now,
    )
    record.note(by, "tabling.returned", tabling)


@action("tabling.released")
def release_tabling(
    *, by: Actor, tabling: Tabling, sentence: str, address: str = "", now: datetime | None = None
) -> None:
    """The body takes the need off an agenda, or puts it off: it waits there, with the reason."""
    by = settling(by, tabling)
    end_tabling(tabling, [Tabling.State.TAKEN], Tabling.State.OPEN)
    add_step(
        tabling.need,
        StepKind.PROGRESS,
        by=by,
        post=acting_post(by),
        sentence=sentence,
        address=address,
        now=now,
    )
    record.note(by, "tabling.released", tabling)


def pass_need_on(need: Need, before: Post, post: Post, *, by: Actor) -> None:
    """What was decided on a need has another post: so has the need, while it is open and with the
    one that had it. Its promise stays."""
    row = Need.objects.open().filter(pk=need.pk, owner_post=before).first()
    if row:
        change_need(row, owner_post=post)
        record.note(by, "need.assigned", row, values={"owner_post": (before.pk, post.pk)})


def settling(by: Actor, tabling: Tabling) -> Actor:
    """The actor with the holding that settles a tabling: the body's own, or the approving one."""
    holding = holding_to_settle(by.user, tabling)
    require(holding is not None, _("Only this body, or who approves its minutes, settles this."))
    return by.using(holding)


def end_tabling(
    tabling: Tabling, states: Sequence[str], to: str, ended_at: datetime | None = None
) -> None:
    """Move a tabling on; of two rivals one wins, the other is refused. With `ended_at` the body's
    sight of the need ends, too."""
    changed = Tabling.objects.filter(pk=tabling.pk, state__in=states).update(
        state=to, ended_at=ended_at
    )
    if not changed:
        raise Refused(_("Somebody else has already dealt with this."))
    tabling.refresh_from_db()
    tabling.need.refresh_from_db()
    if ended_at:
        end_sight(tabling.need, ended_at, organization=tabling.body_id)
