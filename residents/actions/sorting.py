"""The clerk's work on a need: accept and word it, assign, merge, refuse, move the promise."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.one_line import one_line
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import held
from foundation.search import actions as search
from residents.access.needs import assignable_posts, holding_to_sort
from residents.actions.moves import change_need, move_need
from residents.actions.notices import tell_post
from residents.actions.promises import promise
from residents.actions.steps import add_step, clean_sentence, tell_merged
from residents.models import Need, NeedCategory, Post
from residents.models.place import has_ended
from residents.queries.merged import joined
from residents.queries.places import in_same_town
from residents.queries.published import need_address, need_doc
from residents.stages import NeedState, StepKind
from residents.transitions import TAKEN_UP, Move

TITLE_LENGTH = 60
# Whoever is sent there is not served.
NOWHERE = (NeedState.MERGED, NeedState.REFUSED, NeedState.CLOSED)


def sorting(by: Actor, need: Need) -> Actor:
    """The actor with the holding that sorts the needs of this place; `NotAllowed` without one."""
    holding = holding_to_sort(by.user, need)
    require(holding is not None, _("Only the clerks of this place sort its needs."))
    return by.using(holding)


@action("need.accepted")
def accept_need(
    *,
    by: Actor,
    need: Need,
    category: NeedCategory,
    title: str = "",
    sentence: str = "",
    publish: bool = True,
    post: Post | None = None,
    now: datetime | None = None,
) -> Need:
    """Accept a need, promise a date by its kind in working days from the day it was raised, and
    with `publish` show title and sentence to everybody; with `post` assign it in the same act."""
    by = sorting(by, need)
    now = now or timezone.now()
    if category.hand_off or has_ended(category.ended_on, timezone.localdate(now)):
        raise Refused(_("Choose what kind of need this is."), "category")
    worded = public_words(title, sentence) if publish or title.strip() else {}
    move_need(
        need,
        Move.ACCEPT,
        category=category,
        accepted_at=now,
        public_at=now if publish else None,
        **promise(timezone.localdate(need.created_at), category),
        **worded,
    )
    add_step(need, StepKind.ACCEPTED, by=by, post=acting_post(by), now=now)
    if publish:
        list_need(need)
    record.note(
        by,
        "need.accepted",
        need,
        fields=["public_title", "public_sentence"],
        values={"category": category, "promised_on": need.promised_on},
    )
    if post:
        assign_need(by=by, need=need, post=post, now=now)
    return need


@action("need.assigned")
def assign_need(
    *, by: Actor, need: Need, post: Post, sentence: str = "", now: datetime | None = None
) -> Need:
    """Give the need to a post that answers needs and reaches its place."""
    by = sorting(by, need)
    if not assignable_posts(by.user, need).filter(pk=post.pk).exists():
        raise Refused(_("This post cannot be given needs of this place."), "post")
    before = need.owner_post_id
    move_need(need, Move.ASSIGN, owner_post=post)
    step = add_step(need, StepKind.ASSIGNED, by=by, post=post, sentence=sentence, now=now)
    tell_post(step, post, by=by, now=step.at)
    record.note(
        by,
        "need.assigned",
        need,
        values={"owner_post": (before, post.pk)},
    )
    return need


@action("need.refused")
def refuse_need(*, by: Actor, need: Need, reason: str, now: datetime | None = None) -> Need:
    """End a need that cannot be done, with the reason in words the resident understands."""
    by = sorting(by, need)
    now = now or timezone.now()
    reason = clean_sentence(reason, required=True, field="reason")
    move_need(need, Move.REFUSE, now=now, answered_at=now)
    post = acting_post(by)
    for say in (add_step, tell_merged):
        say(need, StepKind.REFUSED, by=by, post=post, sentence=reason, now=now)
    record.note(by, "need.refused", need)
    return need


@action("need.merged")
def merge_need(*, by: Actor, need: Need, into: Need, now: datetime | None = None) -> Need:
    """End a need in favour of a like one of the same town, which its reporter follows from now on:
    she hears how that ends, and of an answer that it has already."""
    by = sorting(by, need)
    sorting(by, into)
    now = now or timezone.now()
    into = held(Need, joined(need, into))[into.pk]
    if into.pk == need.pk or into.state in NOWHERE or not into.public_at:
        raise Refused(
            _("Choose another need, one that is public and neither closed nor refused."), "into"
        )
    if not in_same_town(need.place, into.place):
        raise Refused(_("Choose a need of the same town."), "into")
    move_need(need, Move.MERGE, now=now, merged_into=into, closed_at=now)
    add_step(
        need, StepKind.MERGED, by=by, post=acting_post(by), address=need_address(into), now=now
    )
    if into.state == NeedState.ANSWERED:
        pass_answer_on(need, into, by=by, now=now)
    record.note(by, "need.merged", need, values={"into": into})
    return need


def pass_answer_on(need: Need, into: Need, *, by: Actor, now: datetime) -> None:
    """Say the answer that `into` has in the threads of the need just merged into it and below."""
    given = into.steps.filter(kind=StepKind.ANSWERED).select_related("post").last()
    if given is None:
        return
    kind, post, said = StepKind.ANSWERED, given.post, given.sentence
    add_step(need, kind, by=by, post=post, sentence=said, address=need_address(into), now=now)
    tell_merged(need, kind, by=by, post=post, sentence=said, now=now)


@action("need.promise_moved")
def move_promise(
    *, by: Actor, need: Need, to: date, sentence: str, now: datetime | None = None
) -> Need:
    """Move the promised date, saying why: the thread keeps that it was moved."""
    by = sorting(by, need)
    now = now or timezone.now()
    if need.state not in TAKEN_UP:
        raise Refused(_("The date is moved only of an open need that was accepted."))
    if to < timezone.localdate(now):
        raise Refused(_("Choose a day from today on."), "to")
    before = need.promised_on
    change_need(need, promised_on=to, promise_provisional=False)
    add_step(need, StepKind.LATE, by=by, post=acting_post(by), sentence=sentence, now=now)
    record.note(
        by,
        "need.promise_moved",
        need,
        values={"promised_on": (before, to)},
    )
    return need


def public_words(title: str, sentence: str) -> dict[str, Any]:
    """The public title and sentence as they are stored; `Refused` names what is missing."""
    title = one_line(title)
    if not title:
        raise Refused(_("Write the title that everybody will see."), "title")
    if len(title) > TITLE_LENGTH:
        raise Refused(_("At most %(n)s characters, please.") % {"n": TITLE_LENGTH}, "title")
    return {
        "public_title": title,
        "public_sentence": clean_sentence(sentence, required=True),
    }


def list_need(need: Need) -> None:
    """Let a public need be found by its title and sentence."""
    search.put_doc(need_doc(need))


def acting_post(by: Actor) -> Post | None:
    """The post that the actor acts from, to be named in the thread."""
    return Post.objects.filter(holdings=by.holding).first() if by.holding else None
