"""Today's openings beside each other, as the front page draws them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from foundation.components import strip
from residents.bilingual import local_address, named
from residents.queries.need_counts import Capped, tally
from services.access.listings import visible_listings
from services.addresses import listing_address
from services.hours_words import standing_words
from services.kinds import Kind, State
from services.models import Listing, ListingKind, OpenSpan
from services.queries.standings import OPEN_NOW, open_now, ranked, standing_of, with_spans

ROWS = 5


def day_strip(user: Any, now: datetime, most: int = ROWS) -> list[strip.Row]:
    """The services that open today, those open now first, in the page's language. Two queries."""
    today = OpenSpan.objects.filter(day=now.date()).values("listing")
    rows = visible_listings(user).filter(state=State.ACTIVE, pk__in=today)
    rows = with_spans(ranked(rows, now), now).select_related("place")
    return [row_of(listing, now) for listing in rows[:most]]


def row_of(listing: Any, now: datetime) -> strip.Row:
    """One lane of the strip."""
    return strip.Row(
        name=named(listing),
        words=standing_words(standing_of(listing, now), now.date()),
        spans=[strip.Span(span.start, span.end) for span in listing.today],
        url=local_address(listing_address(listing.slug)),
        note=named(listing.place),
        open=listing.rank == OPEN_NOW,
    )


@dataclass(frozen=True)
class Today:
    """How many services open at all today and how many are open now; kinds that there are."""

    open_now: Capped
    all: Capped
    meals_now: Capped
    kinds: frozenset[str]


def services_today(user: Any, now: datetime) -> Today:
    """What the front page says of the services in numbers. Two queries."""
    rows = visible_listings(user)
    meals = Listing.objects.filter(kinds__kind=Kind.MEALS).values("pk")
    sets = {
        "all": rows,
        "open": rows.filter(open_now(now)),
        "meals": rows.filter(open_now(now), pk__in=meals),
    }
    sizes = tally(sets, Listing)
    kinds = ListingKind.objects.filter(listing__in=rows.values("pk")).order_by()
    found = kinds.values_list("kind", flat=True).distinct()
    return Today(sizes["open"], sizes["all"], sizes["meals"], frozenset(found))
