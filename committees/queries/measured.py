"""Meetings, papers, outcomes and seats as reports count them: the rows behind each figure. Nothing
of the Party's is counted, as nothing of it is public."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from committees.access.meetings import PARTY_LED
from committees.access.minutes import public_minutes, published_resolutions
from committees.kinds import PARTY_KINDS, MeetingState, OutcomeState
from committees.models import Meeting, Minutes, Resolution, Seat
from committees.representation import SeatFact, Share, share_of
from residents.models.place import in_force
from residents.queries.measured import inside, over
from residents.windows import Window

OF_MEETING = "lead__organization__place"
OF_PAPER = f"meeting__{OF_MEETING}"
OF_OUTCOME = f"item__{OF_PAPER}"
OF_SEAT = "body__organization__place"


def held(window: Window) -> QuerySet[Meeting]:
    """Meetings held in the period."""
    rows = Meeting.objects.filter(
        ~PARTY_LED,
        inside(f"{OF_MEETING}__path", window),
        over("starts_at", window),
        state=MeetingState.HELD,
    )
    return rows.select_related(OF_MEETING).order_by(f"{OF_MEETING}__path", "starts_at", "pk")


def published(window: Window) -> QuerySet[Minutes]:
    """Minutes published in the period."""
    rows = public_minutes().filter(
        inside(f"{OF_PAPER}__path", window), over("published_at", window)
    )
    return rows.select_related(OF_PAPER).order_by(f"{OF_PAPER}__path", "published_at", "pk")


def outcomes(window: Window) -> QuerySet[Resolution]:
    """What was agreed and published, whenever that was."""
    rows = published_resolutions().filter(inside(f"{OF_OUTCOME}__path", window))
    rows = rows.select_related(OF_OUTCOME, "owner_post", "carried_by")
    return rows.order_by(f"{OF_OUTCOME}__path", "due_on", "pk")


def agreed(window: Window) -> QuerySet[Resolution]:
    """Made public in the period."""
    return outcomes(window).filter(over("public_at", window))


def carried_out(window: Window) -> QuerySet[Resolution]:
    """Carried out in the period."""
    return outcomes(window).filter(over("ended_at", window), state=OutcomeState.DONE)


def in_hand_at_end(window: Window) -> QuerySet[Resolution]:
    """Public before the period ended, and by then neither carried out nor dropped."""
    still = Q(ended_at__isnull=True) | Q(ended_at__gte=window.end)
    return outcomes(window).filter(still, public_at__lt=window.end)


def late_at_end(window: Window) -> QuerySet[Resolution]:
    """In hand at the end of the period, and past their day by then."""
    return in_hand_at_end(window).filter(due_on__lt=window.until)


def filled_at_end(window: Window) -> QuerySet[Seat]:
    """Seats that somebody fills on the last day of the period, of bodies that stand then."""
    rows = Seat.objects.open_on(window.last).filter(
        in_force("body__organization__ended_on", window.last),
        inside(f"{OF_SEAT}__path", window),
    )
    rows = rows.exclude(body__kind__in=PARTY_KINDS).select_related(OF_SEAT, "person")
    return rows.order_by(f"{OF_SEAT}__path", "body", "pk")


def share_of_seats(seats: Iterable[Seat]) -> Share:
    """Whom these seats speak for: each person counts once, merged ones too."""
    return share_of(fact(seat) for seat in seats)


def fact(seat: Seat) -> SeatFact:
    """A seat as the arithmetic takes it."""
    since: date = seat.since
    return SeatFact(seat.person.merged_into_id or seat.person_id, seat.group, since, seat.pk)
