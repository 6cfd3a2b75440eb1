"""A year of meetings of the invented village's committee, through the real acts."""

from __future__ import annotations

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from committees.actions.approving import publish_minutes, submit_minutes
from committees.actions.attendance import record_attendance
from committees.actions.meetings import add_item, call_meeting, hold_meeting
from committees.actions.minutes import save_minutes
from committees.actions.outcomes import end_outcome
from committees.kinds import AttendanceKind
from committees.models import AgendaItem, Meeting
from committees.papers import ItemText, Mark, MinutesText, OutcomeText
from gaoqiao.demo.cast import Cast
from gaoqiao.demo.queries import outcome_of, people_on, waiting_before

DATA = Path(__file__).parent.parent / "content" / "meetings.toml"
Row = dict[str, Any]


def hold_meetings(cast: Cast) -> None:
    """Every meeting of the file, the oldest first; then the next one, with a need on its agenda."""
    for row in tomllib.loads(DATA.read_text(encoding="utf-8"))["meetings"]:
        _hold(cast, row)
    _call_next(cast)


def _hold(cast: Cast, row: Row) -> None:
    chair, secretary = cast.acting("chair"), cast.acting("secretary")
    body, began = cast.bodies["committee"], cast.day(row["days"], hour=19)
    told = cast.day(row["days"] + 5)
    meeting = call_meeting(
        by=chair,
        lead=body,
        title=row["title"].format(month=timezone.localtime(began).month),
        starts_at=began,
        where="示范村文化礼堂",
        notice_at=told,
        now=told,
    )
    item = add_item(by=chair, meeting=meeting, title=row["item"], now=told)
    hold_meeting(by=chair, meeting=meeting, now=began)
    _attend(cast, row, meeting, began)
    written = began + timedelta(hours=2)
    paper = save_minutes(
        by=secretary, meeting=meeting, revision=0, text=_text(cast, row, item, began), now=written
    )
    submit_minutes(by=secretary, minutes=paper, now=written)
    publish_minutes(by=cast.acting("town"), minutes=paper, now=cast.day(row["days"] - 2))
    if "done" in row:
        ended = cast.day(row["days"] - row["due"] + 3)
        outcome = outcome_of(item)
        end_outcome(
            by=cast.acting(row["owner"]),
            resolution=outcome,
            state="done",
            how=row["done"],
            revision=outcome.revision,
            now=ended,
        )


def _attend(cast: Cast, row: Row, meeting: Meeting, now: datetime) -> None:
    """As many come as voted; who has no vote on paper comes too."""
    people = people_on(cast.bodies["committee"])
    came = sum(row["votes"]) if "votes" in row else len(people) - 3
    marks = [
        Mark(kind=AttendanceKind.PRESENT if at < came else AttendanceKind.EXCUSED, person=person)
        for at, person in enumerate(people)
    ]
    record_attendance(
        by=cast.acting("secretary"),
        meeting=meeting,
        revision=meeting.revision,
        marks=marks,
        now=now,
    )


def _text(cast: Cast, row: Row, item: AgendaItem, began: datetime) -> MinutesText:
    """What the secretary wrote."""
    outcome = None
    if "outcome" in row:
        due = (began + timedelta(days=row["due"])).date()
        outcome = OutcomeText(text=row["outcome"], owner_post=cast.posts[row["owner"]], due_on=due)
    votes = row.get("votes", (None, None, None))
    short = row.get("short", False)
    return MinutesText(
        form="short" if short else "full",
        sentence=row.get("outcome") or row["discussion"],
        full_text="" if short else row["discussion"],
        items=(
            ItemText(
                item=item.pk,
                discussion=row.get("discussion", ""),
                result=row["result"],
                votes_for=votes[0],
                votes_against=votes[1],
                abstained=votes[2],
                outcome=outcome,
            ),
        ),
    )


def _call_next(cast: Cast) -> None:
    """Next week's meeting, with the oldest need that waits for the committee."""
    chair, body = cast.acting("chair"), cast.bodies["committee"]
    meeting = call_meeting(
        by=chair,
        lead=body,
        title="共治委员会例会（筹备中）",
        starts_at=cast.day(1, hour=19) + timedelta(days=9),
        where="示范村文化礼堂",
        open_to_all=True,
        now=cast.now,
    )
    for tabling in waiting_before(body)[:1]:
        add_item(by=chair, meeting=meeting, tabling=tabling, now=cast.now)
