"""Organisations for HSDS: those that run a service which is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from gaoqiao.hsds.contract import Asked
from gaoqiao.hsds.queries import shapes
from gaoqiao.hsds.queries.services import Known, fetched, known
from residents.access.people import visible_organizations
from residents.models import Organization
from services.access.listings import visible_listings
from services.models import Listing


def providers(user: Any) -> QuerySet[Organization]:
    """The organisations that run a service which is open to the user."""
    rows = visible_organizations().filter(pk__in=visible_listings(user).values("provider"))
    return rows.select_related("place").order_by("pk")


def providers_asked(user: Any, asked: Asked) -> QuerySet[Organization]:
    """Those whose name holds what is searched for."""
    rows = providers(user)
    if not asked.search:
        return rows
    return rows.filter(Q(name__icontains=asked.search) | Q(name_en__icontains=asked.search))


def provider_of(user: Any, uuid: UUID) -> Organization | None:
    """The organisation with this id."""
    return providers(user).filter(uuid=uuid).first()


def listed(
    user: Any, rows: Sequence[Organization], asked: Asked, now: datetime
) -> list[dict[str, Any]]:
    """Organisations as a query asks for them: short or in full."""
    if asked.full or asked.full_service:
        return nested(user, rows, asked, now)
    return [shapes.organization(row) for row in rows]


def nested(
    user: Any, rows: Sequence[Organization], asked: Asked, now: datetime
) -> list[dict[str, Any]]:
    """Organisations with their locations and services. Seven queries for any number."""
    listings = list(
        fetched(visible_listings(user), now.date()).filter(provider__in=rows).order_by("pk")
    )
    run: dict[int | None, list[Listing]] = defaultdict(list)
    for one in listings:
        run[one.provider_id].append(one)
    told = known(listings, now)
    shape = whole(told) if asked.full_service else told.plain
    return [
        shapes.organization(row)
        | shapes.filled(locations=shapes.venues(run[row.pk]), services=[*map(shape, run[row.pk])])
        for row in rows
    ]


def whole(told: Known) -> Callable[[Listing], dict[str, Any]]:
    """A service nested in full, below the organisation that runs it."""

    def shape(one: Listing) -> dict[str, Any]:
        return {name: value for name, value in told.full(one).items() if name != "organization"}

    return shape
