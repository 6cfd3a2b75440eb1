"""Terms as the staff's forms need them."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils import timezone

from residents.models import Valuation, Venue
from residents.models.place import in_force

Row = TypeVar("Row", bound=Model)


def valuation_on(venue: Venue, day: date) -> Valuation | None:
    """What the venue was said to be worth on a day. One query."""
    rows = Valuation.objects.filter(in_force("until", day), venue=venue, since__lte=day)
    return rows.order_by("-since").first()


def open_rows(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those of an agreement's grants or obligations that can still be amended."""
    return rows.filter(in_force("until", timezone.localdate()))
