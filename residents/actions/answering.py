"""The work on a need and its end: begun, told of, answered, rated, reopened."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import held
from residents.access.needs import holding_to_answer, may_rate_need
from residents.actions.calls import drop_calls
from residents.actions.moves import move_need
from residents.actions.promises import promise
from residents.actions.sorting import accept_need, acting_post
from residents.actions.steps import add_step, clean_sentence, tell_merged
from residents.models import Need, NeedCategory, NeedStep, Person, Rating
from residents.queries.merged import (
    RATABLE_BY_MERGED,
    family_of,
    head_of,
    merged_below,
    waits_for_rating,
)
from residents.stages import StepKind
from residents.transitions import Move

WORDS_LENGTH = 500


def answering(by: Actor, need: Need) -> Actor:
    """The actor with the holding that answers the need; `NotAllowed` without one."""
    holding = holding_to_answer(by.user, need)
    require(holding is not None, _("This need is with another post."))
    return by.using(holding)


@action("need.started")
def start_need(*, by: Actor, need: Need, sentence: str = "", now: datetime | None = None) -> Need:
    """Say that work on the need has begun; it must have an owner post."""
    by = answering(by, need)
    if not need.owner_post_id:
        raise Refused(_("Assign the need to a post first."))
    move_need(need, Move.START)
    add_step(need, StepKind.STARTED, by=by, post=need.owner_post, sentence=sentence, now=now)
    record.note(by, "need.started", need)
    return need


@action("need.news_added")
def add_news(*, by: Actor, need: Need, sentence: str, now: datetime | None = None) -> NeedStep:
    """Add one sentence of news to an open need."""
    by = answering(by, need)
    if not Need.objects.open().filter(pk=need.pk).exists():
        raise Refused(_("This need has ended."))
    record.note(by, "need.news_added", need)
    post = acting_post(by)
    return add_step(need, StepKind.PROGRESS, by=by, post=post, sentence=sentence, now=now)


@action("need.answered")
def answer_need(*, by: Actor, need: Need, sentence: str, now: datetime | None = None) -> Need:
    """Answer the need in one sentence; those who raised it are asked whether they are satisfied."""
    by = answering(by, need)
    now = now or timezone.now()
    sentence = clean_sentence(sentence, required=True)
    move_need(need, Move.ANSWER, now=now, answered_at=now)
    post = acting_post(by)
    for say in (add_step, tell_merged):
        say(need, StepKind.ANSWERED, by=by, post=post, sentence=sentence, now=now)
    record.note(by, "need.answered", need)
    return need


@action("need.answered_at_once")
def answer_at_once(
    *,
    by: Actor,
    need: Need,
    category: NeedCategory,
    answer: str,
    title: str = "",
    sentence: str = "",
    publish: bool = True,
    now: datetime | None = None,
) -> Need:
    """Accept and answer a need in one act: what can be said at the window needs no post."""
    clean_sentence(answer, required=True, field="answer")
    accept_need(
        by=by,
        need=need,
        category=category,
        title=title,
        sentence=sentence,
        publish=publish,
        now=now,
    )
    return answer_need(by=by, need=need, sentence=answer, now=now)


@action("need.rated")
def rate_need(
    *,
    by: Actor,
    need: Need,
    verdict: str,
    words: str = "",
    code: str = "",
    rater: Person | None = None,
    now: datetime | None = None,
) -> Rating:
    """Rate the answer, once a round: who raised it (by account or look-up code), or a clerk who
    writes down what the reporter said.

    "Not satisfied" needs a word why, and reopens the need in its next round with a new promise. Who
    raised a need that was merged rates under the own number what was answered to the other one,
    also when its reporter has closed it: "not satisfied" reopens that one.
    """
    require(
        may_rate_need(by.user, need, code), _("Only those who raised the need can rate the answer.")
    )
    now = now or timezone.now()
    words = rating_words(verdict, words)
    reopens = verdict == Rating.Verdict.NOT_SATISFIED
    head = head_of(need)
    if head.pk != need.pk:
        head = held_to_rate(need, head)
    elif reopens:
        held(Need, family_of(need))
    rated = need.round
    if reopens:
        reopen(head, by=by, merged=head.pk != need.pk, now=now)
    else:
        if head.pk == need.pk:
            move_need(need, Move.CLOSE, now=now, closed_at=now)
        add_step(need, StepKind.RATED, by=by, sentence="", now=now)
    drop_calls(need, now=now)
    rating = store_rating(need, rated, verdict, words, rater, by, now)
    record.note(by, "need.rated", rating, values={"verdict": verdict})
    need.refresh_from_db()
    return rating


def held_to_rate(need: Need, head: Need) -> Need:
    """The other need as it stands, held until the act ends with all that went on in it; `Refused`
    where it has no answer that waits for a rating."""
    head = held(Need, family_of(need))[head.pk]
    need.refresh_from_db()
    if head.state not in RATABLE_BY_MERGED:
        raise Refused(_("This need is being worked on again: there is no answer to rate yet."))
    if not waits_for_rating(need):
        raise Refused(_("This answer has been rated already."))
    return head


def rating_words(verdict: str, words: str) -> str:
    """The words of a rating as they are stored; `Refused` names what is missing or too long."""
    if verdict not in Rating.Verdict.values:
        raise Refused(_("Choose how satisfied you are."), "verdict")
    words = words.replace("\x00", "").strip()
    if verdict == Rating.Verdict.NOT_SATISFIED and not words:
        raise Refused(_("Say what is still missing, so that it can be put right."), "words")
    if len(words) > WORDS_LENGTH:
        raise Refused(_("At most %(n)s characters, please.") % {"n": WORDS_LENGTH}, "words")
    return words


def reopen(need: Need, *, by: Actor, merged: bool, now: datetime) -> None:
    """Start the next round, with a promise counted from today; those whose needs were merged into
    it go along, and hear of it. `merged` says that one of them asks for it."""
    move_need(
        need,
        Move.REOPEN_FOR_MERGED if merged else Move.REOPEN,
        now=now,
        round=need.round + 1,
        **promise(timezone.localdate(now), need.category),
        answered_at=None,
        closed_at=None,
    )
    below = Need.objects.filter(pk__in=merged_below(need))
    below.update(round=F("round") + 1, revision=F("revision") + 1)
    for say in (add_step, tell_merged):
        say(need, StepKind.REOPENED, by=by, post=None, sentence="", now=now)


def store_rating(
    need: Need,
    rated: int,
    verdict: str,
    words: str,
    rater: Person | None,
    by: Actor,
    now: datetime,
) -> Rating:
    """The rating's row; the database refuses a second one of the same rater and round."""
    try:
        with transaction.atomic():
            return Rating.objects.create(
                need=need,
                round=rated,
                rater=rater,
                verdict=verdict,
                words=words,
                entered_by=by.user,
                created_at=now,
            )
    except IntegrityError:
        raise Refused(_("This answer has been rated already.")) from None
