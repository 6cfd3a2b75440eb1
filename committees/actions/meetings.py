"""Meetings: called, held or cancelled, with their agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.access.bodies import holding_to_convene, may_join
from committees.actions.telling import tell_members
from committees.actions.words import line, near
from committees.addresses import meeting_address
from committees.kinds import MeetingKind, MeetingState, MinutesState
from committees.models import AgendaItem, Body, Meeting
from committees.queries.numbers import shortfall
from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from residents.actions.tabling import release_tabling, take_tabling
from residents.models import Need, Post, Tabling
from residents.notice_kinds import NoticeKind

MOST_ITEMS = 60


def convening(by: Actor, body: Body) -> Actor:
    """The actor with the holding that calls meetings of the body; `NotAllowed` without one."""
    holding = holding_to_convene(by.user, body)
    require(holding is not None, _("Only the chair of this body calls its meetings."))
    return by.using(holding)


@action("meeting.call")
def call_meeting(
    *,
    by: Actor,
    lead: Body,
    title: str,
    starts_at: datetime,
    where: str,
    kind: str = MeetingKind.REGULAR,
    bodies: Iterable[Body] = (),
    notice_at: datetime | None = None,
    short_notice_because: str = "",
    open_to_all: bool = False,
    tablings: Iterable[Tabling] = (),
    now: datetime | None = None,
) -> Meeting:
    """Call a meeting of a body, with others for a joint one; short notice needs its reason.
    Everybody with a seat is told now, unless `notice_at` says when they were. A meeting that has
    been may be entered afterwards. Its agenda takes up `tablings`, or it is not called."""
    by = convening(by, lead)
    now, others = now or timezone.now(), joining(by, lead, bodies)
    refuse_nonsense(kind, notice_at, now)
    told = notice_at or (now if now <= starts_at else None)
    reason = reason_for([lead, *others], starts_at, told, short_notice_because, now)
    meeting = Meeting.objects.create(
        lead=lead,
        kind=kind,
        title=line(title, "title", 120),
        called_by=Post.objects.get(holdings=by.holding),
        starts_at=near(starts_at, now),
        where=line(where, "where", 120),
        notice_at=told,
        short_notice_because=reason,
        open_to_all=open_to_all,
    )
    meeting.bodies.set({lead.pk, *(body.pk for body in others)})
    record.note(by, "meeting.called", meeting, values={"kind": kind, "starts_at": starts_at})
    take_up(by, meeting, tablings, now)
    if starts_at > now and not notice_at:
        tell_members(meeting, NoticeKind.MEETING_CALLED, by=by, now=now)
    return meeting


def refuse_nonsense(kind: str, notice_at: datetime | None, now: datetime) -> None:
    """A way to meet that nobody knows, and a notice given in the future."""
    if kind not in MeetingKind.values:
        raise Refused(_("Choose how you meet."), "kind")
    if notice_at and notice_at > now:
        raise Refused(_("People cannot have been told in the future."), "notice_at")


def reason_for(
    bodies: Iterable[Body], starts_at: datetime, told: datetime | None, said: str, now: datetime
) -> str:
    """Why people are told of a meeting to come later than the rule asks: compulsory then, empty
    where they are told in time. Of one that has been the reason may still be missing."""
    short = shortfall(bodies, starts_at, told)
    needed = short is not None and starts_at > now
    said = line(said, "short_notice_because", 200, required=needed)
    return said if short else ""


def joining(by: Actor, lead: Body, bodies: Iterable[Body]) -> list[Body]:
    """The bodies that meet with the leading one, if the actor may call them in."""
    others = list(bodies)
    if not all(may_join(by.user, lead, body) for body in others):
        raise Refused(_("Call in only bodies of the same place, or that you lead."), "bodies")
    return others


@action("agenda.add")
def add_item(
    *,
    by: Actor,
    meeting: Meeting,
    title: str = "",
    tabling: Tabling | None = None,
    now: datetime | None = None,
) -> AgendaItem:
    """Put an item on the agenda; with a tabling it takes up that need, whose thread says so, and
    bears its public title unless another one is given, or it is not public."""
    by = convening(by, meeting.lead)
    with_agenda(meeting)
    if tabling and not meeting.bodies.filter(organization=tabling.body_id).exists():
        raise Refused(_("This need is before another body."), "tabling")
    item = append_item(meeting, title or (title_of(tabling.need) if tabling else ""), tabling)
    if tabling:
        take_tabling(by=by, tabling=tabling, address=meeting_address(meeting), now=now)
    record.note(by, "agenda.added", item, values={"tabling": tabling})
    return item


def take_up(by: Actor, meeting: Meeting, tablings: Iterable[Tabling], now: datetime) -> None:
    """Put needs on the agenda of a meeting just called; what is refused is said of the needs."""
    for tabling in tablings:
        try:
            add_item(by=by, meeting=meeting, tabling=tabling, now=now)
        except Refused as refusal:
            raise Refused(refusal.message, "tabling") from refusal


def title_of(need: Need) -> str:
    """What everybody may read of a need on an agenda: its number while its title is not public."""
    number = _("Need %(number)s") % {"number": need.number}
    return need.public_title if need.public_at else number


def append_item(meeting: Meeting, title: str, tabling: Tabling | None = None) -> AgendaItem:
    """The last item of an agenda of at most sixty; the caller holds the meeting's lock."""
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    if meeting.items.count() >= MOST_ITEMS:
        raise Refused(_("An agenda has at most %(n)s items.") % {"n": MOST_ITEMS}, "title")
    return AgendaItem.objects.create(
        meeting=meeting, order=last + 1, title=line(title, "title", 120), tabling=tabling
    )


def with_agenda(meeting: Meeting) -> Meeting:
    """The meeting, locked, while its agenda may change: not cancelled, no paper handed in."""
    locked = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if locked.state == MeetingState.CANCELLED:
        raise Refused(_("This meeting was cancelled."))
    if locked.minutes.exclude(state=MinutesState.DRAFT).exists():
        raise Refused(_("The minutes of this meeting have been handed in."))
    return locked


@action("agenda.drop")
def drop_item(
    *, by: Actor, item: AgendaItem, reason: str = "", now: datetime | None = None
) -> None:
    """Take an item off the agenda. A need that it took up waits before the body again, and its
    thread says why."""
    by = convening(by, item.meeting.lead)
    with_agenda(item.meeting)
    release(by, item, line(reason, "reason", 300, required=item.tabling_id is not None), now)
    record.note(by, "agenda.dropped", item, values={"tabling": item.tabling_id})
    if hasattr(item, "resolution"):
        item.resolution.delete()
    item.delete()


def release(by: Actor, item: AgendaItem, reason: str, now: datetime | None = None) -> None:
    """Let the need of an item wait before its body again; nothing to do for other items."""
    if item.tabling and item.tabling.state == Tabling.State.TAKEN:
        address = meeting_address(item.meeting)
        release_tabling(by=by, tabling=item.tabling, sentence=reason, address=address, now=now)


@action("meeting.hold")
def hold_meeting(*, by: Actor, meeting: Meeting, now: datetime | None = None) -> Meeting:
    """Say that the meeting took place."""
    by = convening(by, meeting.lead)
    if meeting.starts_at > (now or timezone.now()):
        raise Refused(_("This meeting has not begun yet."))
    return move(by, meeting, MeetingState.HELD, "meeting.held")


@action("meeting.cancel")
def cancel_meeting(
    *, by: Actor, meeting: Meeting, reason: str, now: datetime | None = None
) -> Meeting:
    """Cancel a meeting that has not been held: needs on its agenda wait again, with the reason."""
    by = convening(by, meeting.lead)
    reason = line(reason, "reason", 300)
    move(by, meeting, MeetingState.CANCELLED, "meeting.cancelled")
    for item in meeting.items.select_related("tabling__need", "tabling__body", "meeting"):
        release(by, item, reason, now)
    now = now or timezone.now()
    if meeting.starts_at > now:
        tell_members(meeting, NoticeKind.MEETING_CANCELLED, by=by, now=now)
    return meeting


def move(by: Actor, meeting: Meeting, state: str, verb: str) -> Meeting:
    """Move a planned meeting on; of two rivals one wins, the other is refused."""
    planned = Meeting.objects.filter(pk=meeting.pk, state=MeetingState.PLANNED)
    if not planned.update(state=state):
        raise Refused(_("This meeting is no longer planned."))
    meeting.refresh_from_db()
    values: dict[str, Any] = {"state": (MeetingState.PLANNED, state)}
    record.note(by, verb, meeting, values=values)
    return meeting
