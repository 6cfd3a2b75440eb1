"""Which rooms the town's profile has opened. A room switched off keeps its tables, and no door."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

# The lists of the open data, by what each is called, with the name of its address.
LISTS = {
    "places": "residents:api_places",
    "needs": "residents:api_needs",
    "bodies": "committees:api_bodies",
    "meetings": "committees:api_meetings",
    "minutes": "committees:api_papers",
    "outcomes": "committees:api_outcomes",
    "services": "services:api_listings",
    "venues": "services:api_venues",
    "agreements": "services:api_agreements",
    "statements": "services:api_statements",
    "workshops": "workshops:api_workshops",
    "openings": "workshops:api_openings",
    "reports": "api_reports",
}


def is_on(room: str) -> bool:
    """Whether a room's addresses, staff pages, tasks and clock are there."""
    return room not in settings.ROOMS_OFF


def room_of(dotted: str) -> str:
    """The room of a module, a task (`services.renew_spans`) or a model (`services.Listing`)."""
    return dotted.partition(".")[0]


def open_ones(names: Iterable[str]) -> list[str]:
    """Those of the dotted names whose room is on."""
    return [name for name in names if is_on(room_of(name))]
