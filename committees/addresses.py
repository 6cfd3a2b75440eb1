"""The language-free addresses of this room's pages, for threads, search and notices."""

from __future__ import annotations

from typing import Any


def body_address(body: Any) -> str:
    """The page of a body."""
    return f"/committees/{body.organization.slug}/"


def meeting_address(meeting: Any) -> str:
    """The page of a meeting."""
    return f"/meetings/{meeting.pk}/"


def meeting_subject(meeting: Any) -> str:
    """What the notices about a meeting are grouped under."""
    return f"meeting:{meeting.pk}"


def minutes_address(minutes: Any) -> str:
    """The page of a paper on a meeting."""
    return f"/minutes/{minutes.pk}/"


def outcome_address(resolution: Any) -> str:
    """Where the list of outcomes shows this one."""
    return f"/decisions/#outcome-{resolution.pk}"
