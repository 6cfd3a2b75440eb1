"""Outcomes after the meeting: how they go, and how they end."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.access.bodies import holding_to_file_minutes
from committees.access.minutes import holding_to_carry_out
from committees.actions.words import line
from committees.addresses import meeting_address
from committees.kinds import OutcomeState
from committees.models import Progress, Resolution
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from residents.actions.steps import add_step
from residents.models import Need, Post
from residents.stages import StepKind

# What the thread of the need is told: it then waits for its answer.
ENDED = {
    OutcomeState.DONE: StepKind.CARRIED_OUT,
    OutcomeState.DROPPED: StepKind.NOT_CARRIED_OUT,
}


def carrying_out(by: Actor, resolution: Resolution) -> Actor:
    """The actor with the holding of the owner post, or one that writes the body's minutes."""
    holding = holding_to_carry_out(by.user, resolution) or holding_to_file_minutes(
        by.user, resolution.item.meeting.lead
    )
    require(holding is not None, _("Only the post that carries this out, or the body, does this."))
    return by.using(holding)


@action("outcome.add_progress")
def add_progress(
    *, by: Actor, resolution: Resolution, sentence: str, now: datetime | None = None
) -> Progress:
    """Say in one sentence how an outcome is going; the need it came from hears of it, too."""
    by, now = carrying_out(by, resolution), now or timezone.now()
    still_open(resolution)
    progress = write_progress(by, resolution, line(sentence, "sentence", 300), now)
    record.note(by, "outcome.progress_added", resolution)
    return progress


def still_open(resolution: Resolution) -> Resolution:
    """The outcome, locked, while it is public and being carried out."""
    locked = Resolution.objects.select_for_update(no_key=True).get(pk=resolution.pk)
    if locked.public_at is None:
        raise Refused(_("The minutes of this outcome have not been published yet."))
    if locked.state != OutcomeState.OPEN:
        raise Refused(_("This outcome has ended."))
    return locked


def write_progress(
    by: Actor,
    resolution: Resolution,
    sentence: str,
    now: datetime,
    kind: StepKind = StepKind.PROGRESS,
) -> Progress:
    """A sentence of progress, and the same as a step of the need while that is open."""
    post = Post.objects.get(holdings=by.holding)
    item = resolution.item
    if item.tabling and Need.objects.open().filter(pk=item.tabling.need_id).exists():
        add_step(
            item.tabling.need,
            kind,
            by=by,
            post=post,
            sentence=sentence,
            address=meeting_address(item.meeting),
            now=now,
        )
    return Progress.objects.create(
        resolution=resolution, at=now, sentence=sentence, post=post, by=by.user
    )


@action("outcome.end")
def end_outcome(
    *,
    by: Actor,
    resolution: Resolution,
    how: str,
    revision: int,
    state: str = OutcomeState.DONE,
    now: datetime | None = None,
) -> Resolution:
    """Say that an outcome was carried out, or that it will not be and why. Raises `Stale`."""
    by, now = carrying_out(by, resolution), now or timezone.now()
    still_open(resolution)
    if state not in ENDED:
        raise Refused(_("Say whether it was carried out."), "state")
    how = line(how, "how", 300)
    update_revised(resolution, expected=revision, state=state, ended_at=now, how_ended=how)
    write_progress(by, resolution, how, now, ENDED[OutcomeState(state)])
    record.note(by, "outcome.ended", resolution, values={"state": (OutcomeState.OPEN, state)})
    return resolution
