"""A service in the words of schema.org. Values in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from foundation.phones import office_number
from residents.bilingual import local
from services.hours import DAY_MINUTES, Span

DAYS = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "PublicHolidays",
)
PUBLIC = ("government", "department", "body")  # kinds of organisation whose services are public


def service_of(listing: Any, usual: Sequence[Sequence[Span]], url: str) -> dict[str, Any]:
    """What the page of a service says; `usual` has the spans of each sort of day. What nobody
    knows is left out."""
    provider = listing.provider
    public = provider is not None and provider.kind in PUBLIC
    found = {
        "@context": "https://schema.org",
        "@type": "GovernmentService" if public else "Service",
        "name": local(listing),
        "description": local(listing, "summary"),
        "url": url,
        "areaServed": {"@type": "AdministrativeArea", "name": local(listing.place)},
        "provider": {"@type": "Organization", "name": local(provider)} if provider else None,
        "offers": {"@type": "Offer", "price": 0, "priceCurrency": "CNY"}
        if listing.is_free
        else None,
        "availableChannel": channel_of(listing),
        "hoursAvailable": hours_of(usual),
    }
    return told(found)


def channel_of(listing: Any) -> dict[str, Any] | None:
    """How one gets at it: the number and the place; None where there is neither to give."""
    number = office_number(listing.telephone)
    found = told(
        {
            "servicePhone": {"@type": "ContactPoint", "telephone": number} if number else None,
            "serviceLocation": venue_of(listing.venue),
        }
    )
    return {"@type": "ServiceChannel"} | found if found else None


def told(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty; a price of nothing is not."""
    return {key: value for key, value in values.items() if value or value == 0}


def venue_of(venue: Any) -> dict[str, Any] | None:
    """Where it is; None where that is nowhere in particular."""
    if venue is None:
        return None
    known = venue.latitude is not None and venue.longitude is not None
    point = {
        "@type": "GeoCoordinates",
        "latitude": float(venue.latitude) if known else None,
        "longitude": float(venue.longitude) if known else None,
    }
    found = {"@type": "Place", "name": local(venue), "address": venue.address}
    return told(found | {"geo": point if known else None})


def hours_of(usual: Sequence[Sequence[Span]]) -> list[dict[str, str]]:
    """The hours of each weekday and of public holidays."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": f"https://schema.org/{day}",
            "opens": time_of(span.start),
            "closes": time_of(span.end),
        }
        for day, spans in zip(DAYS, usual, strict=False)
        for span in spans
    ]


def time_of(minute: int) -> str:
    """A minute of the day as a time; schema.org ends its days a minute before midnight."""
    last = min(minute, DAY_MINUTES - 1)
    return f"{last // 60:02}:{last % 60:02}"
