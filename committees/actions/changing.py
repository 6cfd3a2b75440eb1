"""Another time or place for a meeting that was called, and the word to those who sit there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from committees.access.bodies import holding_to_file_minutes
from committees.actions.meetings import convening, with_agenda
from committees.actions.words import line
from committees.kinds import MeetingState
from committees.models import Meeting, Word
from committees.queries.numbers import open_seats
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised

ENDS = (Word.State.TOLD, Word.State.NOT_REACHED)


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
        send_word(meeting, now)
    return meeting


def earlier(meeting: Meeting, starts_at: datetime) -> datetime | None:
    """When people were told of a meeting that turns out to have been at another time, if that was
    before it."""
    told = meeting.notice_at
    return told if told and told <= starts_at else None


def send_word(meeting: Meeting, now: datetime) -> None:
    """Put everybody with a seat, and substitutes, on the list of those to be told, told or not
    before. Members of Party bodies stand in no list of ours."""
    people = set()
    if not meeting.lead.is_party:
        for seat in open_seats(meeting):
            people |= {seat.person_id, seat.substitute_id} - {None}
    meeting.words.filter(person__in=people).update(
        state=Word.State.WAITING, since=now, ended_at=None
    )
    known = set(meeting.words.values_list("person_id", flat=True))
    rows = [Word(meeting=meeting, person_id=key, since=now) for key in sorted(people - known)]
    Word.objects.bulk_create(rows)


@action("meeting.tell")
def tell_member(*, by: Actor, word: Word, state: str, now: datetime | None = None) -> Word:
    """Say that somebody was told of the change, or was not reached and stays on the list."""
    holding = holding_to_file_minutes(by.user, word.meeting.lead)
    require(holding is not None, _("Only the chair and the secretary of this body do this."))
    if state not in ENDS:
        raise Refused(_("Choose how the call ended."))
    told = state == Word.State.TOLD
    ended = (now or timezone.now()) if told else None
    waiting = Word.objects.filter(pk=word.pk, since=word.since).exclude(state=Word.State.TOLD)
    if not waiting.update(state=state, ended_at=ended):
        raise Refused(_("Somebody else has already dealt with this."))
    word.refresh_from_db()
    record.note(by.using(holding), "meeting.member_told", word, values={"state": state})
    return word
