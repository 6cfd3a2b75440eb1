"""Listings as the search finds them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import override

from foundation.search.doc import Doc
from services.addresses import listing_address
from services.kinds import State
from services.models import Listing


def docs() -> Iterator[Doc]:
    """A Doc of every listing that everybody may see."""
    rows = Listing.objects.exclude(state=State.ENDED).select_related("place", "venue", "provider")
    for listing in rows.prefetch_related("kinds", "audiences").iterator(chunk_size=500):
        yield doc_of(listing)


def doc_of(listing: Listing) -> Doc:
    """What can be found of a listing: its name, and everything else that it says."""
    with override("zh-hans"):
        labels = [str(row) for row in (*listing.kinds.all(), *listing.audiences.all())]
    venue, provider = listing.venue, listing.provider
    parts = [
        listing.summary,
        str(listing.place),
        str(venue or ""),
        str(provider or ""),
        *labels,
        listing.name_en,
    ]
    return Doc(
        "listing",
        str(listing.pk),
        listing.name,
        listing_address(listing.slug),
        " · ".join(part for part in parts if part),
        listing.place.path,
        listing.created_at,
    )
