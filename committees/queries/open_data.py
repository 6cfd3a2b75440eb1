"""Bodies and meetings with what the open data shows of them; what feeds and calendars hold."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet

from committees.access.bodies import visible_bodies
from committees.access.meetings import visible_meetings
from committees.access.minutes import public_minutes
from committees.models import Body, Meeting, Minutes, Resolution
from committees.queries.public import listed_meetings, listed_outcomes, listed_papers

FED = 50  # entries of a feed
LOOK_BACK = timedelta(days=90)  # of a calendar
CALENDAR = 500  # meetings of a calendar


def bodies_in_the_open(user: Any) -> QuerySet[Body]:
    """Bodies with their place and who leads them. One query."""
    return visible_bodies(user).select_related("organization__place", "led_by__organization")


def meetings_in_the_open(user: Any) -> QuerySet[Meeting]:
    """Meetings with the body that leads them and, as `papers`, what was published. Two queries."""
    papers = public_minutes().order_by("-version")
    rows = visible_meetings(user).select_related("lead__organization__place", "called_by")
    return rows.prefetch_related(Prefetch("minutes", papers, to_attr="papers"))


def fed_papers() -> list[Minutes]:
    """The newest published papers. One query."""
    return list(listed_papers()[:FED])


def fed_outcomes(today: date) -> list[Resolution]:
    """What was agreed last. Three queries."""
    return list(listed_outcomes(today).order_by("-public_at", "-pk")[:FED])


def meetings_for_calendars(now: datetime) -> list[Meeting]:
    """Public meetings of the last ninety days and to come, called off ones too. One query."""
    rows = listed_meetings(past=False, now=now - LOOK_BACK)
    return list(rows[:CALENDAR])
