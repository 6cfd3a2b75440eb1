"""Another time or place for a meeting that was called, and the word to those who sit there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.actions.meetings import convening, reason_for, with_agenda
from committees.actions.telling import tell_members
from committees.actions.words import line, near
from committees.kinds import MeetingState
from committees.models import Meeting
from committees.queries.numbers import short_notice
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
    rule of the new day, and a shorter one needs a reason of its own. The record keeps both times;
    the place is words, so the meeting itself keeps the one before. Everybody with a seat is to be
    told. Raises `Stale` where somebody else changed the meeting meanwhile.
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
    fields: dict[str, Any] = {"changed_at": now}
    if moved:
        told = now if now <= starts_at else earlier(locked, starts_at)
        reason = reason_for(locked.bodies.all(), starts_at, told, short_notice_because, now)
        fields |= {"starts_at": starts_at, "moved_from": locked.starts_at, "notice_at": told}
        fields["short_notice_because"] = reason
    if elsewhere:
        fields |= {"where": place, "where_before": locked.where}
    update_revised(meeting, expected=revision, **fields)
    times = {"starts_at": (locked.starts_at, starts_at)} if moved else {}
    record.note(by, "meeting.changed", meeting, fields=["where"] * elsewhere, values=times)
    if starts_at > now:
        tell_members(meeting, NoticeKind.MEETING_CHANGED, by=by, now=now)
    return meeting


@action("meeting.excuse")
def excuse_notice(
    *, by: Actor, meeting: Meeting, reason: str, now: datetime | None = None
) -> Meeting:
    """Say afterwards why people were told too late, where nobody has said it; the record keeps who
    said it and when. A reason that stands is not exchanged for another."""
    by = convening(by, meeting.lead)
    with_agenda(meeting)
    if short_notice(meeting) is None:
        raise Refused(_("People were told of this meeting in time."))
    said = line(reason, "short_notice_because", 200)
    silent = Meeting.objects.filter(pk=meeting.pk, short_notice_because="")
    if not silent.update(short_notice_because=said):
        raise Refused(_("A reason for the short notice is stated already."))
    meeting.refresh_from_db()
    record.note(by, "meeting.excused", meeting, fields=["short_notice_because"])
    return meeting


def earlier(meeting: Meeting, starts_at: datetime) -> datetime | None:
    """When people were told of a meeting that turns out to have been at another time, if that was
    before it."""
    told = meeting.notice_at
    return told if told and told <= starts_at else None
