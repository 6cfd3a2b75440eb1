"""The map of the public pages for search engines, a section for each sort of page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from committees.access.bodies import visible_bodies
from committees.access.meetings import visible_meetings
from committees.addresses import body_address, meeting_address, minutes_address
from committees.queries.public import listed_papers
from foundation.api.copies import open_to_all
from foundation.api.views import VISITOR
from gaoqiao.reports.queries.runs import published_runs
from gaoqiao.rooms import is_on
from residents.access.needs import public_needs
from residents.bilingual import local_address
from residents.queries.published import need_address
from services.access.agreements import visible_agreements
from services.access.listings import visible_listings
from services.addresses import agreement_address, listing_address
from workshops.access.openings import visible_openings
from workshops.access.workshops import visible_workshops
from workshops.addresses import opening_address, workshop_address

PAGE = 1000
# Pages that are there once, by the room of each.
SINGLE = {
    "": ("home", "residents:need_list", "reports:list", "about", "open-data", "privacy"),
    "committees": (
        *("committees:body_list", "committees:meeting_list"),
        *("committees:minutes_list", "committees:outcome_list"),
    ),
    "services": ("services:listing_list", "services:ledger"),
    "workshops": ("workshops:workshop_list", "workshops:job_list"),
}


class Section(Sitemap):
    """One sort of page, in Chinese: each names the same in English in its head."""

    limit = PAGE

    def __init__(
        self, rows: Callable[[], QuerySet[Any]], address: Callable[[Any], str], moment: str = ""
    ) -> None:
        self.rows, self.address, self.moment = rows, address, moment

    def items(self) -> Any:
        """What is public, in the order of its keys."""
        return self.rows().order_by("pk")

    def location(self, item: Any) -> str:
        """The page."""
        return local_address(self.address(item))

    def lastmod(self, item: Any) -> Any:
        """When it was published, where that says it all."""
        return getattr(item, self.moment) if self.moment else None

    def get_latest_lastmod(self) -> None:
        """Not told: it would take reading every row."""


class Single(Sitemap):
    """The pages that are there once."""

    def items(self) -> list[str]:
        """Of the rooms that are open."""
        return [name for room, names in SINGLE.items() if not room or is_on(room) for name in names]

    def location(self, item: str) -> str:
        """The page."""
        return reverse(item)


# By the room of each: how its rows are found, and where each is.
SECTIONS: dict[str, tuple[str, Any]] = {
    "needs": ("", Section(public_needs, need_address)),
    "reports": ("", Section(published_runs, lambda run: f"/reports/{run.uuid}/")),
    "bodies": (
        "committees",
        Section(lambda: visible_bodies(VISITOR).select_related("organization"), body_address),
    ),
    "meetings": ("committees", Section(lambda: visible_meetings(VISITOR), meeting_address)),
    "minutes": ("committees", Section(listed_papers, minutes_address, "published_at")),
    "services": (
        "services",
        Section(lambda: visible_listings(VISITOR), lambda row: listing_address(row.slug)),
    ),
    "agreements": (
        "services",
        Section(lambda: visible_agreements(VISITOR), lambda row: agreement_address(row.number)),
    ),
    "workshops": (
        "workshops",
        Section(lambda: visible_workshops(VISITOR), lambda row: workshop_address(row.slug)),
    ),
    "openings": (
        "workshops",
        Section(lambda: visible_openings(VISITOR), lambda row: opening_address(row.pk)),
    ),
}


def sections() -> dict[str, Any]:
    """Those of the rooms that are open."""
    found = {name: one for name, (room, one) in SECTIONS.items() if not room or is_on(room)}
    return {"pages": Single(), **found}


@require_safe
@open_to_all
def index(request: HttpRequest) -> HttpResponse:
    """Which sections there are, each in pages of a thousand."""
    return views.index(request, sections(), sitemap_url_name="sitemap-section").render()


@require_safe
@open_to_all
def section(request: HttpRequest, section: str) -> HttpResponse:
    """One page of a section."""
    return views.sitemap(request, sections(), section).render()
