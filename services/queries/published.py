"""Listings and agreements as the search finds them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import override

from foundation.search.doc import Doc
from services.addresses import agreement_address, listing_address
from services.kinds import State
from services.models import Agreement, Listing
from services.terms import PUBLIC_STATES


def agreement_docs() -> Iterator[Doc]:
    """A Doc of every agreement that runs or ran."""
    rows = Agreement.objects.filter(state__in=PUBLIC_STATES).select_related("place", "partner")
    for agreement in rows.iterator(chunk_size=500):
        yield agreement_doc(agreement)


def agreement_doc(agreement: Agreement) -> Doc:
    """What can be found of an agreement: its title, partner and place."""
    with override("zh-hans"):
        form = str(agreement.get_form_display())
    parts = (str(agreement.partner), str(agreement.place), form)
    return Doc(
        "agreement",
        str(agreement.pk),
        agreement.title,
        agreement_address(agreement.number),
        " · ".join(part for part in (agreement.number, *parts) if part),
        agreement.place.path,
        agreement.started_at,
        title_en=agreement.title_en,
    )


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
    ]
    return Doc(
        "listing",
        str(listing.pk),
        listing.name,
        listing_address(listing.slug),
        " · ".join(part for part in parts if part),
        listing.place.path,
        listing.created_at,
        title_en=listing.name_en,
    )
