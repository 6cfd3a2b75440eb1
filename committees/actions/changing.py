"""Another time or place for a meeting that was called, and the word to those who sit there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.actions.meetings import convening, with_agenda
from committees.actions.telling import tell_members
from committees.actions.words import line, near
from committees.kinds import MeetingState
from committees.models import Meeting
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused
from foundation.revision.actions import update_revised
from residents.notice_kinds import NoticeKind


@action("meeting.change")
def change_meeting(
    *,
    by: Actor,
    meeting: Meeting,
    revision: int,
    starts_at: datetime,
    where: str,
    short_notice_because: str = "",
    now: datetime | None = None,
) -> Meeting:
    """Move a planned meeting to another time or place.

    Another time is a new notice, given now: whether it is early enough is judged again by the
    rule of the new day, and a shorter one needs its reason. The record keeps both times; the place
    is words, so the meeting itself keeps the one before. Everybody with a seat is to be told.
    Raises `Stale` where somebody else changed the meeting meanwhile.
    """
    by, now = convening(by, meeting.lead), now or timezone.now()
    locked = with_agenda(meeting)
    if locked.state != MeetingState.PLANNED:
        raise Refused(_("This meeting is no longer planned."))
    place = line(where, "where", 120)
    starts_at = near(starts_at, now)
    moved, elsewhere = starts_at != locked.starts_at, place != locked.where
    if not moved and not elsewhere:
        raise Refused(_("Nothing is different: choose another time or place."), "day")
    reason = line(short_notice_because, "short_notice_because", 200, required=False)
    fields: dict[str, Any] = {"short_notice_because": reason, "changed_at": now}
    if moved:
        noticed = now if now <= starts_at else earlier(locked, starts_at)
        fields |= {"starts_at": starts_at, "moved_from": locked.starts_at, "notice_at": noticed}
    if elsewhere:
        fields |= {"where": place, "where_before": locked.where}
    update_revised(meeting, expected=revision, **fields)
    times = {"starts_at": (locked.starts_at, starts_at)} if moved else {}
    record.note(by, "meeting.changed", meeting, fields=["where"] * elsewhere, values=times)
    if starts_at > now:
        tell_members(meeting, NoticeKind.MEETING_CHANGED, by=by, now=now)
    return meeting


def earlier(meeting: Meeting, starts_at: datetime) -> datetime | None:
    """When people were told of a meeting that turns out to have been at another time, if that was
    before it."""
    told = meeting.notice_at
    return told if told and told <= starts_at else None
