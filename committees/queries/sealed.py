"""How published minutes are sealed, and what the code of a paper is made of.

Everything here is read-only in the database once the paper is published (`committees/apps.py`). A
new column of these tables is in no seal that stands, so it is not spelled here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from committees.access.minutes import public_minutes
from committees.addresses import minutes_address
from committees.kinds import MinutesState
from committees.models import AgendaItem, Attendance, Meeting, Minutes, MinutesPhoto
from committees.queries.meetings import agenda
from foundation.seals.chains import Content, Papers, Shown, Source, letter_of
from foundation.seals.codes import code_of

CHAIN = "minutes"
PAPER = (
    *("uuid", "meeting_id", "version", "form", "sentence", "full_text", "corrects_id"),
    *("why_corrected", "created_by_id", "submitted_at", "submitted_by_id"),
    *("approved_at", "approved_by_id", "published_at"),
)
MEETING = (
    *("lead_id", "kind", "title", "called_by_id", "notice_at", "short_notice_because"),
    *("starts_at", "where", "moved_from", "where_before", "open_to_all", "state"),
    *("entitled", "present", "entitled_households", "present_households", "source", "judgement"),
)
ITEM = (
    *("order", "title", "tabling_id", "discussion", "result"),
    *("votes_for", "votes_against", "abstained", "withdrew"),
)
OUTCOME = ("kind", "text", "owner_post_id", "due_on", "rule", "numbers")
ATTENDANCE = ("person_id", "guest", "kind")


def spelled(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """The columns of a row by name."""
    return {name: getattr(row, name) for name in names}


def spelled_item(item: AgendaItem) -> dict[str, Any]:
    """An item with what was agreed on it, without how that is carried out."""
    agreed = getattr(item, "resolution", None)
    return spelled(item, ITEM) | {"agreed": spelled(agreed, OUTCOME) if agreed else None}


def said(paper: Minutes, items: Iterable[AgendaItem] | None = None) -> Content:
    """What a paper says: its words, its meeting and the agenda (a query, unless it is handed over
    in order)."""
    rows = agenda(paper.meeting) if items is None else items
    return {
        "paper": spelled(paper, PAPER),
        "meeting": spelled(paper.meeting, MEETING),
        "items": [spelled_item(item) for item in rows],
    }


def code(paper: Minutes, items: Iterable[AgendaItem]) -> str:
    """The code that a published paper carries; "" before."""
    published = paper.state == MinutesState.PUBLISHED
    return code_of(letter_of(CHAIN), paper.pk, said(paper, items)) if published else ""


def contents(keys: Sequence[int]) -> Mapping[int, Content]:
    """Papers with all that they rest on. Five queries."""
    papers = list(Minutes.objects.filter(pk__in=keys).select_related("meeting"))
    meetings = [paper.meeting_id for paper in papers]
    of = {"meeting__in": meetings}
    items = grouped(AgendaItem.objects.filter(**of).select_related("resolution"), "order")
    attended = grouped(Attendance.objects.filter(**of), "pk")
    joined = Meeting.bodies.through.objects.filter(**of).order_by("body_id")
    bodies: dict[int, list[int]] = {}
    for meeting, body in joined.values_list("meeting_id", "body_id"):
        bodies.setdefault(meeting, []).append(body)
    photos: dict[int, list[Any]] = {}
    shown = MinutesPhoto.objects.filter(minutes__in=keys).order_by("order", "pk")
    for paper, *photo in shown.values_list("minutes_id", "order", "public", "attachment__sha256"):
        photos.setdefault(paper, []).append(photo)
    return {
        paper.pk: {
            **said(paper, items.get(paper.meeting_id, [])),
            "attended": [spelled(row, ATTENDANCE) for row in attended.get(paper.meeting_id, [])],
            "bodies": bodies.get(paper.meeting_id, []),
            "photos": photos.get(paper.pk, []),
        }
        for paper in papers
    }


def grouped(rows: Any, order: str) -> dict[int, list[Any]]:
    """Parts of meetings by meeting, in order."""
    found: dict[int, list[Any]] = {}
    for row in rows.order_by(order, "pk"):
        found.setdefault(row.meeting_id, []).append(row)
    return found


def shown(paper: Minutes) -> Shown:
    """The paper in a line."""
    return Shown(paper.meeting.title, paper.published_at, minutes_address(paper))


PAPERS = Papers(public=lambda: public_minutes().select_related("meeting"), said=said, shown=shown)
SOURCE = Source(
    rows=lambda: Minutes.objects.filter(state=MinutesState.PUBLISHED),
    contents=contents,
    papers=PAPERS,
)
