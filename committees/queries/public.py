"""Public pages of bodies, meetings, papers and outcomes: numbers and posts, nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from committees.access.bodies import visible_bodies
from committees.access.meetings import PARTY_LED, visible_meetings
from committees.access.minutes import (
    current_minutes,
    public_minutes,
    published_resolutions,
    visible_minutes,
)
from committees.kinds import (
    CONSULTATIVE_KINDS,
    Area,
    BodyKind,
    MeetingState,
    OutcomeState,
    SeatGroup,
)
from committees.models import Body, Meeting, Minutes, Resolution
from committees.queries.representation import SeatCounts, representation, seat_counts
from committees.representation import Share
from residents.models import Post
from residents.models.place import in_force

RECENT = 5


@dataclass(frozen=True)
class Branch:
    """A functional Party branch as everybody may see it."""

    body: Body
    area: Any
    members: int


@dataclass(frozen=True)
class BodyPage:
    """Everything that the page of a body shows."""

    counts: SeatCounts | None
    percent: int | None
    social: int
    groups: list[tuple[Any, int]]
    branches: list[Branch]
    together: Share | None
    posts: list[Post]
    ahead: Meeting | None
    papers: list[Minutes]
    outcomes: list[Resolution]


def listed_bodies(user: Any, now: datetime) -> QuerySet[Body]:
    """Bodies in the order of their places, with the next public meeting of each; a functional
    branch stands on the page of its place's committee."""
    ahead = Meeting.objects.filter(
        ~PARTY_LED, bodies=OuterRef("pk"), state=MeetingState.PLANNED, starts_at__gt=now
    ).order_by("starts_at")
    return (
        visible_bodies(user)
        .exclude(kind=BodyKind.FUNCTIONAL_BRANCH)
        .annotate(next_at=Subquery(ahead.values("starts_at")[:1], output_field=DateTimeField()))
        .select_related("organization__place__parent")
        .order_by("organization__place__path", "kind", "pk")
    )


def with_counts(bodies: list[Body], on: date) -> list[tuple[Body, SeatCounts]]:
    """Bodies with their seats counted: one query for all."""
    counts = seat_counts(bodies, on)
    return [(body, counts[body.pk]) for body in bodies]


def body_page(body: Body, now: datetime, today: date) -> BodyPage:
    """A body with its seats, areas, posts, next meeting, papers and open outcomes; a committee also
    with the share over it and its branches together; a Party body with its number only."""
    counts = None if body.is_party else seat_counts([body], today)[body.pk]
    share = None if body.is_party else representation([body], today)
    branches = branches_of(body, today) if body.kind == BodyKind.COMMITTEE else []
    everybody = [body, *(branch.body for branch in branches)]
    still = published_resolutions().filter(item__meeting__lead=body, state=OutcomeState.OPEN)
    papers = current_minutes().filter(meeting__lead=body).order_by("-published_at", "-pk")
    return BodyPage(
        counts=counts,
        percent=share.percent if share else None,
        social=share.social if share else 0,
        groups=groups_of(counts),
        branches=branches,
        together=representation(everybody, today) if branches else None,
        posts=posts_of(body),
        ahead=next_meeting(body, now),
        papers=list(papers.select_related("meeting")[:RECENT]),
        outcomes=list(overdue_first(still, today)[:RECENT]),
    )


def groups_of(counts: SeatCounts | None) -> list[tuple[Any, int]]:
    """The social groups in words, with their seats."""
    words = dict(SeatGroup.choices)
    return [(words[key], number) for key, number in counts.by_group.items()] if counts else []


def branches_of(body: Body, today: date) -> list[Branch]:
    """The functional branches of the body's place, in the order of the five areas."""
    branches = Body.objects.filter(
        in_force("organization__ended_on", today),
        kind=BodyKind.FUNCTIONAL_BRANCH,
        organization__place__path=body.record_path,
    )
    rows = list(branches.select_related("organization"))
    counts = seat_counts(rows, today)
    return [
        Branch(one, one.get_area_display(), one.member_count or counts[one.pk].filled)
        for one in sorted(rows, key=lambda one: Area.values.index(one.area))
    ]


def posts_of(body: Body) -> list[Post]:
    """The chair and the secretary as posts, never by name."""
    roles = ["chair", "secretary"]
    posts = Post.objects.filter(
        in_force("abolished_on"), organization=body.organization_id, role__in=roles
    )
    return sorted(posts, key=lambda post: (roles.index(post.role), post.pk))


def next_meeting(body: Body, now: datetime) -> Meeting | None:
    """The next meeting that everybody may know of."""
    ahead = Meeting.objects.filter(
        ~PARTY_LED, bodies=body, state=MeetingState.PLANNED, starts_at__gt=now
    )
    return ahead.order_by("starts_at", "pk").first()


def listed_meetings(*, past: bool, now: datetime, place: str = "") -> QuerySet[Meeting]:
    """Public meetings to come or past, perhaps of one place, with their published paper."""
    papers = public_minutes().filter(meeting=OuterRef("pk")).order_by("-version")
    rows = (
        Meeting.objects.filter(~PARTY_LED)
        .annotate(published=Subquery(papers.values("pk")[:1], output_field=IntegerField()))
        .select_related("lead__organization__place")
    )
    if place:
        rows = rows.filter(lead__organization__place__path=place)
    if past:
        return rows.filter(starts_at__lte=now).order_by("-starts_at", "-pk")
    return rows.filter(starts_at__gt=now).order_by("starts_at", "pk")


def meeting_places() -> list[tuple[str, str]]:
    """The places (path, name) whose bodies have public meetings, in place order."""
    rows = Meeting.objects.filter(~PARTY_LED).order_by("lead__organization__place__path")
    path, name = "lead__organization__place__path", "lead__organization__place__name"
    return list(rows.values_list(path, name).distinct())


def public_meeting(user: Any) -> QuerySet[Meeting]:
    """Meetings whose page the user may open."""
    return visible_meetings(user).select_related("lead__organization__place", "called_by")


def published_of(meeting: Meeting) -> list[Minutes]:
    """The published papers of a meeting, the newest first."""
    return list(public_minutes().filter(meeting=meeting).order_by("-version"))


def readable_papers(user: Any) -> QuerySet[Minutes]:
    """Papers that the user may open, with the meeting and what corrects them."""
    return visible_minutes(user).select_related(
        "meeting__lead__organization__place", "corrects", "corrected_by"
    )


def listed_papers() -> QuerySet[Minutes]:
    """Published papers, the newest first; a corrected one is found from its correction."""
    rows = current_minutes().select_related("meeting__lead__organization__place")
    return rows.order_by("-published_at", "-pk")


def shows_counts(meeting: Meeting) -> bool:
    """Whether votes are printed as numbers: not of small consultative bodies."""
    return meeting.lead.kind not in CONSULTATIVE_KINDS


def overdue_first(rows: QuerySet[Resolution], today: date) -> QuerySet[Resolution]:
    """Open ones past their date and open ones, each by date; ended ones, the last ended first."""
    turn = Case(
        When(Q(state=OutcomeState.OPEN, due_on__lt=today), then=Value(0)),
        When(state=OutcomeState.OPEN, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    places = "item__meeting__lead__organization__place"
    return (
        rows.annotate(turn=turn)
        .select_related("owner_post", "carried_by", places, "item__tabling__need")
        .order_by("turn", F("ended_at").desc(nulls_last=True), "due_on", "pk")
    )


def listed_outcomes(today: date, state: str = "") -> QuerySet[Resolution]:
    """What was agreed, the overdue first; perhaps only `open`, `late` or `ended` ones."""
    rows = published_resolutions().prefetch_related("progress__post")
    if state == "ended":
        rows = rows.exclude(state=OutcomeState.OPEN)
    elif state:
        rows = rows.filter(state=OutcomeState.OPEN)
    if state == "late":
        rows = rows.filter(due_on__lt=today)
    return overdue_first(rows, today)


def outcomes_of(meeting: Meeting, today: date) -> list[Resolution]:
    """What a meeting agreed, once it is public, and how it goes."""
    return list(listed_outcomes(today).filter(item__meeting=meeting))


def outcome_counts(today: date) -> dict[str, int]:
    """How many there are of each state, for the filters: one query."""
    still = Q(state=OutcomeState.OPEN)
    return published_resolutions().aggregate(
        all=Count("pk"),
        open=Count("pk", filter=still),
        late=Count("pk", filter=still & Q(due_on__lt=today)),
        ended=Count("pk", filter=~still),
    )
