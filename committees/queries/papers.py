"""A paper line by line, for who approves it, and what belongs to a corrected one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q

from committees.access.minutes import public_minutes
from committees.kinds import TAKING_PART
from committees.law_words import FACTS, PASSED, reason_words
from committees.models import AgendaItem, Minutes, Resolution


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item: its row, what was agreed on it, and whether its rule was kept, in words."""

    item: AgendaItem
    resolution: Resolution | None
    passed: Any
    reasons: list[Any]


@dataclass(frozen=True, slots=True)
class PaperLines:
    """What an approver reads: items in order, how many came, and what the rule says of it."""

    items: list[ItemLine]
    came: int | None
    quorum: Any
    notice: Any
    reasons: list[Any]


def paper_lines(minutes: Minutes) -> PaperLines:
    """The paper in full: three queries, whatever the number of items."""
    meeting = minutes.meeting
    agreed = Resolution.objects.select_related("owner_post")
    rows = meeting.items.prefetch_related(Prefetch("resolution", queryset=agreed))
    judged = meeting.judgement
    return PaperLines(
        items=[item_line(item) for item in rows],
        came=meeting.attendances.filter(kind__in=TAKING_PART).count() if meeting.source else None,
        quorum=FACTS.get(judged.get("quorum", "")),
        notice=FACTS.get(judged.get("notice", "")),
        reasons=reason_words(judged.get("reasons", [])),
    )


def item_line(item: AgendaItem) -> ItemLine:
    """One item with its resolution, if something was agreed."""
    resolution = getattr(item, "resolution", None)
    numbers = resolution.numbers if resolution else {}
    passed = PASSED.get(numbers.get("passed", ""))
    return ItemLine(item, resolution, passed, reason_words(numbers.get("reasons", [])))


def earlier_photos(minutes: Minutes) -> list[Minutes]:
    """The published papers before a correction that have photos for everybody, with their number
    (`photos_shown`). They stay with the paper that they were published with: a correction may be
    about one of them. One query; none for a paper that corrects nothing."""
    if minutes.corrects_id is None:
        return []
    before = public_minutes().filter(meeting=minutes.meeting_id, version__lt=minutes.version)
    counted = before.annotate(photos_shown=Count("photos", filter=Q(photos__public=True)))
    return list(counted.filter(photos_shown__gt=0).order_by("version"))
