"""The services that a partner runs, as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.safestring import SafeString

from residents.bilingual import named
from residents.models import Organization
from services.access.listings import own_listings
from services.hours import Standing
from services.hours_words import standing_words
from services.kinds import State
from services.models import HoursException, Listing
from services.queries.standings import standing_of, with_spans


@dataclass(frozen=True)
class Own:
    """One service: how it stands in words, whether today has hours of its own."""

    listing: Listing
    name: SafeString
    standing: Standing
    words: str
    special: bool

    @property
    def runs(self) -> bool:
        """Whether it is in service at all."""
        return self.listing.state == State.ACTIVE

    @property
    def kind(self) -> str:
        """The colour of its tag."""
        if not self.runs:
            return ""
        return "open" if self.standing.open else "soon" if self.standing.later else ""


def own_services(user: Any, organization: Organization, now: datetime) -> list[Own]:
    """The services of an organisation of the user's, in place order: two queries."""
    special = HoursException.objects.filter(listing=OuterRef("pk"), day=now.date())
    rows = own_listings(user).filter(provider=organization).annotate(special=Exists(special))
    rows = rows.select_related("place").order_by("place__path", "slug")
    return [_own(row, now) for row in with_spans(rows, now)]


def _own(row: Any, now: datetime) -> Own:
    stands = standing_of(row, now)
    runs = row.state == State.ACTIVE
    words = standing_words(stands, now.date()) if runs else row.get_state_display()
    return Own(row, named(row), stands, words, row.special)
