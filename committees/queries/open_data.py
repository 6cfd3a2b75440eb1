"""Bodies and meetings with what the open data shows of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet

from committees.access.bodies import visible_bodies
from committees.access.meetings import visible_meetings
from committees.access.minutes import public_minutes
from committees.models import Body, Meeting


def bodies_in_the_open(user: Any) -> QuerySet[Body]:
    """Bodies with their place and who leads them. One query."""
    return visible_bodies(user).select_related("organization__place", "led_by__organization")


def meetings_in_the_open(user: Any) -> QuerySet[Meeting]:
    """Meetings with the body that leads them and, as `papers`, what was published. Two queries."""
    papers = public_minutes().order_by("-version")
    rows = visible_meetings(user).select_related("lead__organization__place", "called_by")
    return rows.prefetch_related(Prefetch("minutes", papers, to_attr="papers"))
