"""The list of services, one service, and its poster."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.near import kept
from foundation.phones import normal_phone
from foundation.record.queries import newest
from residents.bilingual import local, local_address, named
from residents.models import Venue
from services.addresses import listing_address, short_address
from services.geo import geo_link
from services.hours_words import span_words, standing_words, usual_words
from services.kinds import State
from services.linked import service_of
from services.models import Listing
from services.queries.agreement_page import exchanged_for
from services.queries.agreement_words import shown_exchange
from services.queries.listing_filters import Asked
from services.queries.listing_list import (
    Base,
    Known,
    Row,
    asked_for,
    base_of,
    found_listings,
    places_with_listings,
)
from services.queries.listing_page import Page, listing_of, page_of
from services.sketch import Sketch, sketch
from services.views import filters


@require_safe
def listing_list(request: HttpRequest) -> HttpResponse:
    """Services to be found by words and filters, those open now first."""
    act = newest()
    places = kept(lambda: places_with_listings(request.user), "services.places", act)
    asked = asked_for(request.GET, places, timezone.localtime())
    base = base_at(request.user, asked, act)
    paths = {str(place.pk): place.path for place in places}
    shown = filters.shown(base, asked, places, act)
    known = Known(shown.total.value, shown.open.value)
    found = found_listings(request.user, base, asked, paths, known=known)
    context = {
        "asked": asked,
        "rows": [shown_row(row.listing, row.standing, asked.now.date()) for row in found.rows],
        "sketch": sketch_of(found.rows),
        "total": shown.total,
        "open": shown.open,
        "filters": shown.html,
        "chosen": filters.chosen(asked, places),
        "next": filters.address(asked, after=found.next) if found.next else "",
        "first": filters.address(asked) if asked.after else "",
    }
    return render(request, "services/listing_list.html", context)


def base_at(user: Any, asked: Asked, act: int) -> Base:
    """What is there before any filter; what words find is looked for once a minute."""
    if not asked.words:
        return base_of(user, asked)
    return kept(lambda: base_of(user, asked), "services.found", act, asked.minute, asked.words)


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """One service: the telephone, whether it is open, and all that one needs before going."""
    page = page_or_404(slug)
    given = exchanged_for(page.listing, page.days[0].day)
    context = shown_page(page) | {
        "exchanged": [shown_exchange(row) for row in given],
        "linked": service_of(page.listing, page.usual, settings.SITE_URL + request.path),
    }
    return render(request, "services/listing.html", context)


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """One service on a sheet of paper, for the village's board."""
    page = page_or_404(slug)
    short = settings.SITE_URL + short_address(page.listing.short_link.code)
    context = shown_page(page) | {"short_url": short}
    return render(request, "services/listing_poster.html", context)


def page_or_404(slug: str) -> Page:
    """The page of a service that everybody may see."""
    now = timezone.localtime()
    found = listing_of(slug, now)
    if found is None:
        raise Http404
    return page_of(found, now)


def shown_page(page: Page) -> dict[str, Any]:
    """What the page and the poster say, beyond a row of the list."""
    listing, today = page.listing, page.days[0].day
    return shown_row(listing, page.standing, today) | {
        "days": [{"is": day, "spans": [span_words(s) for s in day.spans]} for day in page.days],
        "usual": [{"days": days, "words": words} for days, words in usual_words(page.usual)],
        "venue": named(listing.venue),
        "provider": named(listing.provider),
    }


def shown_row(listing: Listing, standing: Any, today: Any) -> dict[str, Any]:
    """What every page says of a service."""
    paused = listing.state == State.PAUSED
    return {
        "listing": listing,
        "url": local_address(listing_address(listing.slug)),
        "name": named(listing),
        "summary": named(listing, "summary"),
        "place": named(listing.place),
        "standing": standing,
        "paused": paused,
        "tag": "" if paused else "open" if standing.open else "soon" if standing.later else "",
        "words": listing.get_state_display() if paused else standing_words(standing, today),
        "callable": normal_phone(listing.telephone),
        "map": way_to(listing.venue),
    }


def sketch_of(rows: list[Row]) -> Sketch | None:
    """The rows whose point is known, by their numbers in the list; None where none is."""
    venues = [(number, row.listing.venue) for number, row in enumerate(rows, start=1)]
    points = (
        (number, float(venue.latitude), float(venue.longitude))
        for number, venue in venues
        if venue and venue.latitude is not None and venue.longitude is not None
    )
    return sketch(points, {n: local(row.listing.place) for n, row in enumerate(rows, start=1)})


def way_to(venue: Venue | None) -> str:
    """What opens the phone's map at a venue; empty where nobody knows its point."""
    if venue is None or venue.latitude is None or venue.longitude is None:
        return ""
    return geo_link(float(venue.latitude), float(venue.longitude))
