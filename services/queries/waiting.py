"""Quarters that are over and not public yet: that they are missing, and from when they are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.models import Agreement, Statement
from services.periods import GRACE, SHOWN_FIRST, Span, quarters_in


@dataclass(frozen=True)
class Waiting:
    """A quarter of one or more agreements without a public statement; nothing of its figures. It
    can be public from `public_on`, unless that day is over."""

    span: Span
    public_on: date
    number: int = 1

    def plus(self, other: Waiting) -> Waiting:
        """The same quarter of several agreements: public as a whole when the last one is."""
        last = max(self.public_on, other.public_on)
        return Waiting(self.span, last, self.number + other.number)


def waiting_of(agreements: Iterable[Agreement], today: date) -> dict[int, list[Waiting]]:
    """By agreement the quarters that are closed and not public, and those that it ran in and that
    nobody has closed yet; oldest first. One query."""
    rows = {agreement.pk: agreement for agreement in agreements}
    found: dict[int, dict[date, Waiting | None]] = defaultdict(dict)
    statements = Statement.objects.filter(agreement__in=rows).order_by()
    for key, since, until, public_on, published in statements.values_list(
        "agreement", "since", "until", "publish_on", "published_at"
    ):
        found[key][since] = None if published else Waiting(Span(since, until), public_on)
    for key, agreement in rows.items():
        for quarter in quarters_in(agreement.since, min(agreement.over_on, today)):
            if quarter.until <= today:
                public_on = quarter.until + GRACE + SHOWN_FIRST
                found[key].setdefault(quarter.since, Waiting(quarter, public_on))
    return {
        key: sorted(filter(None, quarters.values()), key=lambda one: one.span)
        for key, quarters in found.items()
    }


def spans_waiting(agreement: Agreement, today: date) -> list[Span]:
    """The quarters of an agreement whose figures nobody reads yet. One query."""
    return [one.span for one in waiting_of([agreement], today).get(agreement.pk, [])]


def together(parts: Iterable[list[Waiting]]) -> list[Waiting]:
    """The same quarters of several agreements as one each, oldest first."""
    found: dict[Span, Waiting] = {}
    for one in (each for part in parts for each in part):
        found[one.span] = found[one.span].plus(one) if one.span in found else one
    return [found[span] for span in sorted(found)]
