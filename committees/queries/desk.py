"""What waits for somebody who leads a body or writes its minutes: the desk's lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from committees.access.bodies import convened_bodies, filed_bodies, sat_bodies
from committees.access.meetings import own_meetings
from committees.access.minutes import HANDED_IN
from committees.kinds import MeetingState, MinutesState, OutcomeState
from committees.models import Body, Meeting, Minutes, Resolution
from committees.models.minutes import with_posts
from residents.access.standing import footings
from residents.models import Need, Tabling

NOT_HANDED_IN = ~Exists(Minutes.objects.filter(HANDED_IN, meeting=OuterRef("pk")))


def desk_bodies(user: Any) -> QuerySet[Body]:
    """The bodies that the user sits on, with their names."""
    return sat_bodies(user).select_related("organization__place")


def tablings_waiting(user: Any) -> QuerySet[Tabling]:
    """Needs put before the bodies that the user convenes, on no agenda yet, the oldest first."""
    return (
        Tabling.objects.filter(
            state=Tabling.State.OPEN,
            body__in=convened_bodies(user).values("organization"),
        )
        .select_related("need__place", "body__body__organization")
        .order_by("tabled_at", "pk")
    )


@dataclass(frozen=True, slots=True)
class Gone:
    """A need that waits before a body no more, and the meeting that has taken it up, if one has."""

    need: Need
    meeting: Meeting | None


def tablings_gone(user: Any, keys: Iterable[int]) -> list[Gone]:
    """Of these needs put before bodies that the user convenes, those that wait no more."""
    rows = Tabling.objects.exclude(state=Tabling.State.OPEN).filter(
        pk__in=keys, body__in=convened_bodies(user).values("organization")
    )
    rows = rows.select_related("need").prefetch_related("agenda_items__meeting")
    return [Gone(row.need, taken_by(row)) for row in rows.order_by("tabled_at", "pk")]


def taken_by(tabling: Tabling) -> Meeting | None:
    """The meeting on whose agenda a need is now."""
    if tabling.state != Tabling.State.TAKEN:
        return None
    newest = max(tabling.agenda_items.all(), key=lambda item: item.pk, default=None)
    return newest.meeting if newest else None


def with_paper(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Each meeting with the state of its newest paper (`paper`, None without one), and why it was
    sent back."""
    newest = Minutes.objects.filter(meeting=OuterRef("pk")).order_by("-version")
    return meetings.annotate(
        paper=Subquery(newest.values("state")[:1]),
        returned=Subquery(newest.values("returned_because")[:1]),
    ).select_related("lead__organization__place")


def meetings_to_minute(user: Any, now: datetime) -> QuerySet[Meeting]:
    """Meetings that have begun and whose minutes nobody has handed in, the oldest first."""
    begun = Meeting.objects.filter(
        NOT_HANDED_IN,
        Q(state=MeetingState.HELD) | Q(state=MeetingState.PLANNED, starts_at__lte=now),
        lead__in=filed_bodies(user).values("pk"),
    )
    return with_paper(begun).order_by("starts_at", "pk")


def meetings_ahead(user: Any, now: datetime) -> QuerySet[Meeting]:
    """Meetings of the user's bodies that are still to come, the next first."""
    ahead = own_meetings(user).filter(state=MeetingState.PLANNED, starts_at__gt=now)
    return ahead.select_related("lead__organization__place").order_by("starts_at", "pk")


def meetings_open_to(user: Any, tabling: Tabling, now: datetime) -> list[Meeting]:
    """Planned meetings of the tabling's body whose minutes nobody has handed in, so that their
    agenda may still take it: the next first, then those that have begun, the newest first."""
    rows = Meeting.objects.filter(
        NOT_HANDED_IN,
        bodies__organization=tabling.body_id,
        lead__in=convened_bodies(user).values("pk"),
        state=MeetingState.PLANNED,
    )
    return sorted(rows, key=lambda row: (row.starts_at <= now, abs(row.starts_at - now), row.pk))


def desk_meetings(user: Any) -> QuerySet[Meeting]:
    """Every meeting of the user's bodies with its paper, the newest first."""
    return with_paper(own_meetings(user)).order_by("-starts_at", "-pk")


def papers_waiting(user: Any) -> QuerySet[Minutes]:
    """Papers of the user's bodies that were handed in and are not public yet, the oldest first."""
    return (
        Minutes.objects.filter(
            state__in=[MinutesState.SUBMITTED, MinutesState.APPROVED],
            meeting__lead__in=filed_bodies(user).values("pk"),
        )
        .select_related("meeting__lead__organization__place")
        .order_by("submitted_at", "pk")
    )


def outcomes_in_hand(user: Any) -> QuerySet[Resolution]:
    """Public outcomes still open that a post of the user carries out, or that a body agreed whose
    minutes the user writes; the first due first."""
    posts = [step.post for step in footings(user)]
    return (
        Resolution.objects.filter(
            with_posts(posts) | Q(item__meeting__lead__in=filed_bodies(user).values("pk")),
            state=OutcomeState.OPEN,
            public_at__isnull=False,
        )
        .annotate(need=F("item__tabling__need__number"))
        .select_related(
            "owner_post",
            "carried_by",
            "item__meeting__lead__organization__place",
            "item__tabling__need",
        )
        .order_by("due_on", "pk")
    )


def outcomes_to_hand_over(user: Any) -> QuerySet[Resolution]:
    """Those outcomes in hand that a body agreed whose minutes the user writes."""
    return outcomes_in_hand(user).filter(item__meeting__lead__in=filed_bodies(user).values("pk"))
