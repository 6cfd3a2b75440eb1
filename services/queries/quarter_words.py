"""Quarters of the ledger in words and as points of a drawing: no figure anew."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from foundation.components.trend import Point
from services import ledger_words as said
from services.periods import quarter_code
from services.queries.agreement_list import Quarter
from services.queries.waiting import Waiting
from services.terms import Verdict

PERCENT = 100  # basis points in a per cent


def shown_quarters(quarters: list[Quarter], waiting: list[Waiting]) -> list[dict[str, Any]]:
    """The quarters of a table, the newest first, with those that wait where they belong: none is
    missing without a word. A quarter that is public for some agreements alone says for how many it
    is not."""
    known = {quarter.span.since: shown(quarter) for quarter in quarters}
    for one in waiting:
        known.setdefault(one.span.since, shown_waiting(one))["awaited"] = one.number
    return [known[since] for since in sorted(known, reverse=True)]


def shown_waiting(one: Waiting) -> dict[str, Any]:
    """A quarter that is over and not public: from when it is, and no figure."""
    day = date_format(one.public_on, "DATE_FORMAT")
    coming = one.public_on > timezone.localdate()
    return {
        "since": one.span.since,
        "label": said.quarter_words(one.span.since),
        "waits": _("Not public yet; public from %(day)s.") % {"day": day}
        if coming
        else _("Not public yet."),
    }


def shown(quarter: Quarter) -> dict[str, Any]:
    """A quarter as the tables show it."""
    return {
        "since": quarter.span.since,
        "label": said.quarter_words(quarter.span.since),
        "closed": quarter.closed,
        "waived": said.yuan(quarter.waived),
        "accepted": said.yuan(quarter.accepted),
        "ratio": said.ratio_words(quarter.ratio),
        "verdict": quarter.verdict.label,
        "below": quarter.verdict == Verdict.BELOW,
        "judged": quarter.verdict in (Verdict.BELOW, Verdict.MET),
        "floor_words": floor_words(quarter.floor_percent),
        "statement": quarter.statement,
    }


def points(quarters: list[Quarter], waiting: list[Waiting]) -> list[Point]:
    """The ratio by quarters, for the drawing, each under the floor of its quarter; an empty place
    where one is not public yet."""
    found = {
        quarter.span.since: Point(
            quarter_code(quarter.span.since),
            quarter.ratio,
            said.ratio_words(quarter.ratio),
            open=not quarter.closed,
            floor=None if quarter.floor_percent is None else quarter.floor_percent * PERCENT,
        )
        for quarter in quarters
    }
    for one in waiting:
        label = quarter_code(one.span.since)
        found.setdefault(one.span.since, Point(label, None, said.ratio_words(None)))
    return [found[since] for since in sorted(found)]


def floor_words(percent: int | None) -> str:
    """The floor of an agreement."""
    return "" if percent is None else _("Floor %(percent)s%%") % {"percent": percent}


def floors_words(quarters: list[Quarter]) -> str:
    """The floor of the quarters of a drawing; where it was amended each, with its quarters."""
    parts = [
        (floor, list(those)) for floor, those in groupby(quarters, attrgetter("floor_percent"))
    ]
    if len(parts) == 1:
        return floor_words(parts[0][0])
    return _("; ").join(
        f"{codes_of(those)}{_(': ')}{floor_words(floor)}" for floor, those in parts if floor
    )


def codes_of(quarters: list[Quarter]) -> str:
    """`26Q3`, or `25Q4–26Q3` for several."""
    ends = dict.fromkeys(quarter_code(quarters[at].span.since) for at in (0, -1))
    return "–".join(ends)
