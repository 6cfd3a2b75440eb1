"""What organisations offer, as pages and reports read it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from residents.bilingual import local
from residents.models import Offer, Organization
from residents.models.place import in_force
from residents.queries.measured import inside
from residents.windows import Window

OF_OFFER = "organization__place"


def open_offers(organization: Organization) -> QuerySet[Offer]:
    """What it offers now."""
    return Offer.objects.filter(in_force(), organization=organization).order_by("kind", "pk")


def offer_lines(organization: Organization) -> list[str]:
    """A line for each thing that it offers now: kind, what, how much. One query."""
    return [
        " · ".join(filter(None, (str(one.get_kind_display()), local(one), one.amount)))
        for one in open_offers(organization)
    ]


def offered_at_end(window: Window) -> QuerySet[Offer]:
    """What was offered on the last day of the period, by organisations that there were then."""
    rows = Offer.objects.filter(
        inside(f"{OF_OFFER}__path", window),
        in_force("ended_on", window.last),
        in_force("organization__ended_on", window.last),
        Q(since__lt=window.until),
    )
    rows = rows.select_related(OF_OFFER)
    return rows.order_by(f"{OF_OFFER}__path", "kind", "organization__name", "pk")
