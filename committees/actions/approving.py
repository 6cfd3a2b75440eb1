"""The way of a paper: handed in, sent back, approved, published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.access.bodies import holding_to_approve_minutes
from committees.actions.attendance import filing
from committees.actions.judging import judge_meeting
from committees.actions.settling import publish_outcomes, settle_tablings
from committees.actions.telling import tell_approved, tell_returned
from committees.actions.words import line
from committees.addresses import meeting_address
from committees.kinds import ItemResult, MeetingState, MinutesForm, MinutesState
from committees.models import AgendaItem, Meeting, Minutes
from committees.queries.found import minutes_doc
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.search import actions as search

DRAFT, SUBMITTED = MinutesState.DRAFT, MinutesState.SUBMITTED
APPROVED, PUBLISHED = MinutesState.APPROVED, MinutesState.PUBLISHED


@action("minutes.submit")
def submit_minutes(*, by: Actor, minutes: Minutes, now: datetime | None = None) -> Minutes:
    """Hand a draft in. It must say what became of every need on the agenda; rules are applied to
    the numbers now, and a resolution that was not provably carried is refused."""
    by, now = filing(by, minutes.meeting.lead), now or timezone.now()
    meeting = (
        Meeting.objects.select_for_update(no_key=True)
        .select_related("lead")
        .get(pk=minutes.meeting_id)
    )
    fields = {"submitted_at": now, "submitted_by": by.user, "returned_because": ""}
    if not minutes.sentence:
        raise Refused(_("Write one sentence that sums the meeting up."), "sentence")
    if minutes.corrects_id is None:
        if meeting.starts_at > now:
            raise Refused(_("This meeting has not begun yet."))
        Meeting.objects.filter(pk=meeting.pk, state=MeetingState.PLANNED).update(
            state=MeetingState.HELD
        )
        for item in meeting.items.select_related("resolution", "tabling"):
            refuse_unfinished(item, full=minutes.form == MinutesForm.FULL)
        judge_meeting(meeting)
    return move(by, minutes, [DRAFT], SUBMITTED, "minutes.submitted", **fields)


def refuse_unfinished(item: AgendaItem, *, full: bool) -> None:
    """An item that takes up a need must say what became of it, with an owner and a date or with
    the words that its thread will show; in the full form every item has a result."""
    field = f"item-{item.pk}-"
    if (full or item.tabling_id) and item.result == ItemResult.OPEN:
        raise Refused(_("Say what became of this item."), field + "result")
    if item.tabling_id is None or hasattr(item, "resolution"):
        return
    if item.result == ItemResult.PASSED:
        raise Refused(_("Say what was agreed on this need."), field + "text")
    if not item.discussion:
        raise Refused(_("Say why, for those who raised the need."), field + "discussion")


@action("minutes.return")
def return_minutes(
    *, by: Actor, minutes: Minutes, reason: str, now: datetime | None = None
) -> Minutes:
    """Send a paper back to who wrote it, with the reason."""
    by = approving(by, minutes)
    reason = line(reason, "reason", 300)
    sent_from = [SUBMITTED] if minutes.meeting.lead.is_party else [SUBMITTED, APPROVED]
    cleared = {"approved_at": None, "approved_by": None}
    move(by, minutes, sent_from, DRAFT, "minutes.returned", returned_because=reason, **cleared)
    tell_returned(minutes, by=by, now=now or timezone.now())
    return minutes


@action("minutes.approve")
def approve_minutes(*, by: Actor, minutes: Minutes, now: datetime | None = None) -> Minutes:
    """Approve a paper that somebody else handed in.

    Papers of Party bodies end here: they are not published, and the needs on their agenda are
    settled now, without an address.
    """
    by, now = approving(by, minutes, fresh=True), now or timezone.now()
    move(by, minutes, [SUBMITTED], APPROVED, "minutes.approved", **signed(by, now))
    tell_approved(minutes, by=by, now=now)
    if minutes.meeting.lead.is_party:
        settle_tablings(by, minutes.meeting, "", now)
    return minutes


@action("minutes.publish")
def publish_minutes(*, by: Actor, minutes: Minutes, now: datetime | None = None) -> Minutes:
    """Publish a paper: read-only from now on, its outcomes public, its needs settled.

    Approving and publishing may be one act of one approving post, since a small village has no
    second one; but two people always stand behind a public paper: who handed it in never approves
    it. No charter on file says otherwise, so there is no exception to it.
    """
    by, now = approving(by, minutes, fresh=minutes.state == SUBMITTED), now or timezone.now()
    meeting = minutes.meeting
    if meeting.lead.is_party:
        raise Refused(_("Minutes of Party bodies are not published."))
    Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if minutes.state == SUBMITTED:
        move(by, minutes, [SUBMITTED], APPROVED, "minutes.approved", **signed(by, now))
        tell_approved(minutes, by=by, now=now)
    else:
        claim(minutes)
    if minutes.corrects_id is None:
        publish_outcomes(by, meeting, now)
        settle_tablings(by, meeting, meeting_address(meeting), now)
    else:
        search.withdraw("minutes", minutes.corrects_id)
    move(by, minutes, [APPROVED], PUBLISHED, "minutes.published", published_at=now)
    search.put_doc(minutes_doc(minutes))
    return minutes


def claim(minutes: Minutes) -> None:
    """Of two who publish an approved paper at once, let the second find it published."""
    locked = Minutes.objects.select_for_update(no_key=True).get(pk=minutes.pk)
    if locked.state != APPROVED:
        raise Refused(_("Somebody else has already dealt with this paper."))


def signed(by: Actor, now: datetime) -> dict[str, Any]:
    """Who approved, and when."""
    return {"approved_at": now, "approved_by": by.user}


def approving(by: Actor, minutes: Minutes, *, fresh: bool = False) -> Actor:
    """The actor with the holding that approves papers of this place; `fresh` for one that nobody
    has approved, which must be somebody else's than who handed it in."""
    holding = holding_to_approve_minutes(by.user, minutes.meeting.lead)
    require(holding is not None, _("Only who approves minutes at this place does this."))
    own = fresh and minutes.submitted_by_id == by.user.pk
    require(not own, _("Nobody approves a paper that she handed in herself."))
    return by.using(holding)


def move(
    by: Actor, minutes: Minutes, states: list[MinutesState], to: str, verb: str, **fields: Any
) -> Minutes:
    """Move a paper on as it was seen; of rivals one wins, the others are refused."""
    before = minutes.state
    seen = Minutes.objects.filter(pk=minutes.pk, state__in=states, revision=minutes.revision)
    if not seen.update(state=to, revision=F("revision") + 1, **fields):
        raise Refused(_("Somebody else has already dealt with this paper."))
    minutes.refresh_from_db()
    record.note(by, verb, minutes, values={"state": (before, to)})
    return minutes
