"""The thread: adding a step, and telling those who are concerned."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.one_line import one_line
from foundation.refusals import Refused
from residents.actions.notices import tell_reporter
from residents.models import Need, NeedStep, Post
from residents.queries.published import need_address
from residents.stages import StepKind

SENTENCE_LENGTH = 300

# What the reporter is told of; the other steps can be read in the thread.
TOLD = {
    StepKind.ACCEPTED,
    StepKind.DECIDED,
    StepKind.LATE,
    StepKind.ANSWERED,
    StepKind.REFUSED,
    StepKind.MERGED,
    StepKind.REOPENED,
    StepKind.REFERRED,
    StepKind.REFERRAL_BACK,
}
# What cannot be done without a sentence in the clerk's own words.
SPOKEN = {
    StepKind.ANSWERED,
    StepKind.REFUSED,
    StepKind.LATE,
    StepKind.PROGRESS,
    StepKind.REFERRED,
    StepKind.REFERRAL_BACK,
    StepKind.REFERRAL_RETURN,
    StepKind.REFERRAL_UNDONE,
}


def add_step(
    need: Need,
    kind: StepKind,
    *,
    by: Actor,
    post: Post | None = None,
    sentence: str = "",
    address: str = "",
    now: datetime | None = None,
) -> NeedStep:
    """Add one step to the thread, inside the transaction of the act that it tells of.

    `address` is a local, language-free path made by the room that adds the step. Raises `Refused`
    when the kind needs a sentence and there is none, or when it is too long.
    """
    sentence = clean_sentence(sentence, required=kind in SPOKEN)
    step = NeedStep.objects.create(
        need=need,
        kind=kind,
        round=need.round,
        at=now or timezone.now(),
        post=post,
        sentence=sentence,
        address=address,
        by=by.user,
    )
    if kind in TOLD:
        tell_reporter(step, by=by, now=step.at)
    return step


def tell_merged(
    need: Need,
    kind: StepKind,
    *,
    by: Actor,
    post: Post | None,
    sentence: str,
    now: datetime,
) -> None:
    """Say how a need ended in the threads of those merged into it, and of those merged into them:
    whoever raised one hears of it under the number that she has."""
    waiting = [need]
    while waiting:
        for merged in waiting.pop().merged.select_related("reporter"):
            waiting.append(merged)
            address = need_address(need)
            add_step(merged, kind, by=by, post=post, sentence=sentence, address=address, now=now)


def clean_sentence(sentence: str, *, required: bool, field: str = "sentence") -> str:
    """A sentence as it is stored: trimmed, no NUL, bounded; `Refused` names the field otherwise."""
    words = one_line(sentence)
    if required and not words:
        raise Refused(_("Write one sentence that the resident will understand."), field)
    if len(words) > SENTENCE_LENGTH:
        raise Refused(_("At most %(n)s characters, please.") % {"n": SENTENCE_LENGTH}, field)
    return words
