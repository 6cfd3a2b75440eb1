"""Services as reports count them: the rows behind each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet

from foundation.calendar.queries import day_table
from residents.models.place import in_force
from residents.queries.measured import inside
from residents.windows import Window
from services.hours import spans_of
from services.models import Listing
from services.queries.week import weeks_of

HOUR = 60


def running(window: Window) -> QuerySet[Listing]:
    """Services entered before the period ended, and not ended by its last day."""
    rows = Listing.objects.filter(
        inside("place__path", window),
        in_force("ended_on", window.last),
        created_at__lt=window.end,
    )
    return rows.select_related("place", "venue").order_by("place__path", "slug")


def in_service(window: Window) -> QuerySet[Listing]:
    """Those of them that have hours of opening."""
    return running(window).filter(Q(rules__isnull=False) | Q(exceptions__isnull=False)).distinct()


def open_hours(window: Window, listings: Iterable[Listing]) -> Callable[[Listing], Decimal]:
    """A function that says how many hours a service was to be open in the period, by its hours as
    they are written down now, exceptions and public holidays taken into account. Three queries."""
    weeks = weeks_of(listings)
    days = day_table(range(window.since.year, window.until.year + 1))
    dates = [window.since + timedelta(days=n) for n in range((window.until - window.since).days)]

    def hours(listing: Listing) -> Decimal:
        minutes = sum(
            span.end - span.start
            for day in dates
            for span in spans_of(day, weeks[listing.pk], days)
        )
        return Decimal(minutes) / HOUR

    return hours
