"""What of space for service still needs an organisation, a venue or a place that is to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from foundation.refusals import Obstacle
from residents.models.place import in_force
from residents.queries.upkeep import standing
from services.kinds import State
from services.models import Agreement, Listing
from services.terms import AgreementState

OPEN = (AgreementState.DRAFT, AgreementState.RUNNING)


def agreements_on(row: Any, day: date) -> Q:
    """The condition that an agreement is about the row: with the organisation, or giving the venue
    from the day on, or of the place."""
    return {
        "organization": lambda: Q(partner=row),
        "venue": lambda: Q(pk__in=row.grants.filter(in_force("until", day)).values("agreement")),
        "place": lambda: Q(place=row),
    }[row._meta.model_name]()


def numbered(agreement: Agreement) -> tuple[str, Agreement]:
    """An agreement by its number."""
    return agreement.number, agreement


def what_needs(row: Any, day: date) -> Iterator[Obstacle]:
    """Why the row cannot end yet: agreements that run or are being written, and services."""
    agreements = Agreement.objects.filter(agreements_on(row, day), state__in=OPEN)
    yield from standing(_("These agreements still need it: %(names)s."), agreements, numbered)
    sort = row._meta.model_name
    services = Listing.objects.filter(**{"provider" if sort == "organization" else sort: row})
    words = _("These services still need it: %(names)s. End them first.")
    yield from standing(words, services.exclude(state=State.ENDED))
