"""What the style guide shows: invented, and it says so on the page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from foundation.components.strip import Row, Span
from foundation.components.trend import Point
from foundation.jobs.shown import Shown

WRONG_INPUT = {"result": "yes", "present": "13", "groups": ["old"], "agreed": "on"}
HALF_PAST_TEN = 10 * 60 + 40


def everything() -> dict[str, Any]:
    """All samples by name."""
    return {
        "steps": {
            "running": parcel("done", "done", "done", "current", ""),
            "late": parcel("done", "current", "", "", ""),
            "finished": parcel("done", "done", "skipped", "done", "current"),
        },
        "thread": thread(),
        "columns": [
            {"label": _("Partner")},
            {"label": _("Agreed service")},
            {"label": _("Rent waived a year"), "number": True},
            {"label": _("Delivered")},
        ],
        "rows": [
            [_("Sample café"), _("6 free lessons"), "62,000", _("5 of 6 lessons")],
            [_("Sample children's home"), _("60 free afternoons"), "98,000", _("60 afternoons")],
        ],
        "quarters": [
            Point("26Q1", 11_800, "118.0%", floor=10_000),
            Point("26Q2", 9_240, "92.4%", floor=10_000),
            Point("26Q3", 10_450, "104.5%", floor=10_000),
            Point("26Q4", 4_610, "46.1%", open=True, floor=10_000),
        ],
        "kinds": filters(),
        "chosen": [{"label": _("Open now"), "url": "#pills"}],
        "views": [
            {"label": _("List"), "url": "#views", "icon": "list", "current": True},
            {"label": _("Map"), "url": "#views", "icon": "map", "current": False},
        ],
        "tasks": tasks(),
        "answers": answers(),
        "today": today(),
        "jobs": [Shown("waiting"), Shown("running", 40), Shown("done", 100), Shown("failed")],
        "minute": HALF_PAST_TEN,
        "day": date(2026, 11, 26),
    }


def parcel(*states: str) -> list[dict[str, str]]:
    """The five steps of a need in these states."""
    labels = (_("Received"), _("Assigned"), _("Discussed"), _("Under way"), _("Followed up"))
    return [{"label": label, "state": s} for label, s in zip(labels, states, strict=True)]


def thread() -> list[dict[str, str]]:
    return [
        {
            "title": _("Under way"),
            "when": _("6 December, 9:10"),
            "who": _("Convenor of the flats area"),
            "text": _("Twelve sockets are being mounted on the east side of block 3."),
            "url": "",
            "state": "open",
        },
        {
            "title": _("Discussed"),
            "when": _("25 November, 19:40"),
            "who": _("Co-governance committee"),
            "text": "",
            "url": "#timeline",
            "link": _("The minutes"),
            "state": "",
        },
        {
            "title": _("Received"),
            "when": _("20 November, 8:05"),
            "who": _("Village window"),
            "text": "",
            "url": "",
            "state": "",
        },
    ]


def filters() -> list[dict[str, Any]]:
    words = ((_("All"), 6), (_("Meals"), 2), (_("Children"), 2), (_("Rooms"), 3), (_("Errands"), 0))
    return [
        {"label": label, "url": "#chips", "count": count, "current": number == 0}
        for number, (label, count) in enumerate(words)
    ]


def tasks() -> list[dict[str, Any]]:
    return [
        {"label": _("Time and place"), "url": "#tasks", "status": _("Done"), "state": ""},
        {
            "label": _("Items and decisions"),
            "url": "#tasks",
            "status": _("Being filled in"),
            "state": "todo",
            "current": True,
        },
        {"label": _("Check and hand in"), "url": "", "status": _("Not yet"), "state": ""},
    ]


def answers() -> list[dict[str, str]]:
    return [
        {"term": _("What"), "text": _("Too few sockets for e-bikes at night"), "url": "#summary"},
        {"term": _("Where"), "text": _("Sample village, block 3"), "url": "#summary"},
        {"term": _("Number"), "text": "2611-0087", "url": ""},
    ]


def today() -> list[Row]:
    return [
        Row(
            _("Sample canteen"),
            _("Serving until 12:30"),
            [Span(630, 750), Span(990, 1080)],
            url="#today",
            note=_("Sample community"),
            open=True,
        ),
        Row(_("Sample café"), _("Open until 18:00"), [Span(540, 1080)], url="#today", open=True),
        Row(_("Sample children's home"), _("Opens at 15:30"), [Span(930, 1110)], url="#today"),
        Row(_("Committee meeting"), _("At 19:00, you may listen"), [Span(1140, 1230, "meeting")]),
    ]
