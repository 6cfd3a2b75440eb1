"""Which venues everybody knows of: those in which something public happens."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from residents.models import Venue
from residents.models.place import in_force
from services.access.agreements import visible_agreements
from services.access.listings import visible_listings
from services.models import Grant


def venues_in_use(user: Any) -> QuerySet[Venue]:
    """Venues of a service that is shown, or granted by an agreement that is public."""
    granted = Grant.objects.filter(agreement__in=visible_agreements(user))
    return Venue.objects.filter(
        Q(pk__in=visible_listings(user).values("venue")) | Q(pk__in=granted.values("venue")),
        in_force(),
    )
