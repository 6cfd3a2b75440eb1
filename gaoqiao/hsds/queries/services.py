"""Services for HSDS: which are asked for, and each with all that its object is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from foundation.search.queries import matching
from foundation.site.queries import is_demo
from gaoqiao.hsds.contract import Asked
from gaoqiao.hsds.ids import at_location
from gaoqiao.hsds.queries import shapes
from gaoqiao.hsds.queries.changed import changed_at, changed_since
from gaoqiao.hsds.terms import AUDIENCES, KINDS, Taxonomy, meant
from services.access.listings import visible_listings
from services.models import Listing, ListingAudience, ListingKind
from services.queries.week import with_hours

BEST = 1000  # of a search
NONE = Q(pk__in=[])
ROWS: dict[Taxonomy, tuple[type[Any], str]] = {
    KINDS: (ListingKind, "kind"),
    AUDIENCES: (ListingAudience, "audience"),
}


@dataclass(frozen=True)
class Known:
    """What the objects of some listings are made of beside the rows themselves."""

    changed: dict[int, datetime]
    now: datetime
    notice: str

    def plain(self, one: Listing) -> dict[str, Any]:
        """A service with its one-to-one fields, without its organisation."""
        return shapes.service(one, self.changed[one.pk], self.notice)

    def short(self, one: Listing) -> dict[str, Any]:
        """A service as a list has it."""
        return self.plain(one) | shapes.run_by(one)

    def nested(self, one: Listing) -> dict[str, Any]:
        """A service with all it has several of, but for where it is."""
        return self.short(one) | shapes.parts_of_service(one, self.now)

    def full(self, one: Listing) -> dict[str, Any]:
        """A service, nested in full."""
        there = shapes.at(one) | {"location": shapes.location_full(one)}
        return self.nested(one) | {"service_at_locations": [there]}

    def at_location(self, one: Listing) -> dict[str, Any]:
        """A service at its location as a list has it."""
        return shapes.at(one) | {"location": shapes.location(one), "service": self.short(one)}

    def at_location_full(self, one: Listing) -> dict[str, Any]:
        """A service at its location, nested in full."""
        return shapes.at(one) | {
            "location": shapes.location_full(one),
            "service": self.nested(one),
        }


def known(listings: Iterable[Listing], now: datetime) -> Known:
    """Two queries for any number of listings; `now` in the town's time."""
    notice = _("Demonstration data: do not quote.") if is_demo() else ""
    return Known(changed_at(listings), now, notice)


def fetched(rows: QuerySet[Listing], today: date) -> QuerySet[Listing]:
    """With what `shapes` reads: four queries more than the rows."""
    rows = rows.select_related("place", "venue__place", "provider__place")
    return with_hours(rows, today).prefetch_related("kinds", "audiences")


def listed(rows: Sequence[Listing], asked: Asked, now: datetime) -> list[dict[str, Any]]:
    """Services as a query asks for them: short, in full, or only whether they have changed."""
    if asked.minimal:
        changed = changed_at(rows)
        return [shapes.minimal(one, changed[one.pk]) for one in rows]
    told = known(rows, now)
    return [*map(told.full if asked.full else told.short, rows)]


def listed_at(rows: Sequence[Listing], asked: Asked, now: datetime) -> list[dict[str, Any]]:
    """Services at their locations as a query asks for them."""
    told = known(rows, now)
    return [*map(told.at_location_full if asked.full else told.at_location, rows)]


def services_asked(user: Any, asked: Asked, today: date) -> QuerySet[Listing]:
    """The services that a query asks for, in the order in which they were entered."""
    rows = visible_listings(user)
    if asked.search:
        keys = matching(asked.search, kind="listing").values_list("key", flat=True)[:BEST]
        rows = rows.filter(pk__in=[int(key) for key in keys])
    if asked.organization_id:
        rows = rows.filter(provider__uuid=asked.organization_id)
    if asked.modified_after:
        rows = rows.filter(changed_since(asked.modified_after))
    rows = rows.filter(sorted_under(asked)).order_by("pk")
    return rows if asked.minimal else fetched(rows, today)


def sorted_under(asked: Asked) -> Q:
    """The condition that a listing has the term, and any of the taxonomy, that are asked for."""
    condition = Q()
    if asked.taxonomy_term_id:
        found = meant(asked.taxonomy_term_id)
        condition &= with_term(found[0], found[1]) if found else NONE
    if asked.taxonomy_id:
        of = next((one for one in ROWS if one.id == str(asked.taxonomy_id)), None)
        condition &= with_term(of) if of else NONE
    return condition


def with_term(of: Taxonomy, value: str = "") -> Q:
    """The condition that a listing has a term of a taxonomy: any, or this one."""
    model, column = ROWS[of]
    rows = model.objects.filter(**({column: value} if value else {}))
    return Q(pk__in=rows.values("listing"))


def service_of(user: Any, uuid: UUID, today: date) -> Listing | None:
    """The service with this id, if it is open to the user."""
    return fetched(visible_listings(user), today).filter(uuid=uuid).first()


def service_at(user: Any, uuid: UUID, today: date) -> Listing | None:
    """The service whose link with its location has this id."""
    return service_of(user, at_location(uuid), today)
