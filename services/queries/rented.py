"""Whose rent of a venue is waived when: once at a time, whichever agreement does it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from services.models import Agreement, Grant
from services.terms import PUBLIC_STATES, What


def rented_elsewhere(agreement: Agreement, grants: Iterable[Grant], over_on: date) -> Grant | None:
    """A grant of another agreement that began, by which the rent of one of these venues is waived
    at a time at which one of `grants` would, were the agreement over on that day. One query."""
    mine = [grant for grant in grants if grant.what == What.RENT]
    others = Grant.objects.filter(
        venue__in={grant.venue_id for grant in mine},
        what=What.RENT,
        agreement__state__in=PUBLIC_STATES,
    ).exclude(agreement=agreement)
    for other in others.select_related("agreement", "venue").order_by("agreement", "line", "since"):
        end = end_of(other, other.agreement.over_on)
        for grant in mine:
            same = grant.venue_id == other.venue_id
            if same and grant.since < end and other.since < end_of(grant, over_on):
                return other
    return None


def end_of(grant: Grant, over_on: date) -> date:
    """The first day on which a grant does not run, of an agreement that is over on a day."""
    return min(grant.until or over_on, over_on)
