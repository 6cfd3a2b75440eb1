"""The five parts of the full form, each with where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from committees.kinds import ItemResult
from committees.models import Meeting, Minutes
from committees.queries.meetings import agenda, newest_paper

NAMES = ("when", "people", "items", "photos", "check")


@dataclass(frozen=True)
class Part:
    """A line of the task list."""

    label: str
    status: str
    url: str
    state: str = ""
    current: bool = False


@dataclass(frozen=True)
class Parts:
    """The task list, and which part the page is."""

    rows: list[Part]
    number: int

    @property
    def current(self) -> str:
        """The name of the part that is open."""
        return self.rows[self.number - 1].label if self.number else ""


def parts_of(meeting: Meeting, current: str = "") -> Parts:
    """The list as it stands: four queries."""
    paper = newest_paper(meeting)
    listed = bool(meeting.source)
    items = agenda(meeting)
    photos = paper.photos.count() if paper else 0
    open_items = sum(item.result == ItemResult.OPEN for item in items)
    rows = [
        part(meeting, current, "when", _("Time and place"), _("Done")),
        part(meeting, current, "people", _("Who came"), came(meeting), "" if listed else "todo"),
        part(
            meeting, current, "items", _("Items and decisions"), *of_items(paper, items, open_items)
        ),
        part(
            meeting, current, "photos", _("Photos"), str(photos) if photos else _("None, optional")
        ),
    ]
    ready = paper is not None and bool(paper.sentence) and not open_items
    last = part(meeting, current, "check", _("Check and hand in"), _("Ready") if ready else "")
    if not ready and current != "check":
        last = Part(last.label, _("Not yet"), "")
    rows.append(last)
    return Parts(rows, NAMES.index(current) + 1 if current else 0)


def part(
    meeting: Meeting, current: str, name: str, label: str, status: str, state: str = ""
) -> Part:
    """One line."""
    if current == name:
        return Part(
            label, pgettext("part of a form", "Being filled in"), address(meeting, name), "", True
        )
    return Part(label, status, address(meeting, name), state)


def address(meeting: Meeting, name: str) -> str:
    """Where a part is."""
    return reverse(f"committees:minutes_{name}", args=[meeting.pk])


def came(meeting: Meeting) -> str:
    """Who came, in a few words."""
    if not meeting.source:
        return _("To fill in")
    if meeting.entitled is None or meeting.present is None:
        return _("Written down")
    return _("%(present)s of %(entitled)s") % {
        "present": meeting.present,
        "entitled": meeting.entitled,
    }


def of_items(paper: Minutes | None, items: list, open_items: int) -> tuple[str, str]:
    """How far the items are."""
    if open_items:
        return _("%(n)s still open") % {"n": open_items}, "todo"
    if paper is None or not paper.sentence:
        return _("To fill in"), "todo"
    return _("Done"), ""
