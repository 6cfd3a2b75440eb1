"""Rows of ours as objects of HSDS. What nobody has told us is left out, never filled in.

Telephones of services only, as their pages show them, and no mobile numbers: those may be
somebody's own, and are read on the page of the service. Nothing here asks the database: the rows
come as `queries.services` reads them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from foundation.phones import office_number
from gaoqiao.hsds.ids import at_location, part
from gaoqiao.hsds.schedules import exceptions_words, schedules
from gaoqiao.hsds.terms import AUDIENCES, KINDS, Taxonomy, term
from residents.models import Organization, Venue
from services.addresses import listing_address
from services.kinds import State
from services.models import Listing
from services.queries.week import week_of

STATUS = {State.ACTIVE: "active", State.PAUSED: "temporarily closed", State.ENDED: "defunct"}


def filled(**fields: Any) -> dict[str, Any]:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value not in (None, "", [])}


def joined(*words: str) -> str:
    """Several sayings in one field."""
    return _("; ").join(one for one in words if one)


def service(listing: Listing, changed: datetime, notice: str) -> dict[str, Any]:
    """A service with its one-to-one fields; the alert begins with the notice."""
    reasons = {one.day: one.reason for one in listing.exceptions.all()}
    coming = exceptions_words(week_of(listing).exceptions, reasons)
    return filled(
        id=str(listing.uuid),
        organization_id=listing.provider and str(listing.provider.uuid),
        name=listing.name,
        alternate_name=listing.name_en,
        description=listing.summary,
        url=settings.SITE_URL + listing_address(listing.slug),
        status=STATUS[State(listing.state)],
        fees_description=joined(free(listing), listing.price, listing.reductions),
        eligibility_description=listing.eligibility,
        assured_date=listing.last_confirmed_on and listing.last_confirmed_on.isoformat(),
        alert=joined(notice, listing.state_why, *coming),
        last_modified=moment(changed),
    )


def minimal(listing: Listing, changed: datetime) -> dict[str, Any]:
    """What tells whether a service has changed."""
    return {"id": str(listing.uuid), "last_modified": moment(changed)}


def moment(at: datetime) -> str:
    """A moment to the millisecond, as HSDS wants it."""
    return at.isoformat(timespec="milliseconds")


def free(listing: Listing) -> str:
    """That it costs nothing, where it does not."""
    return _("Free of charge") if listing.is_free else ""


def parts_of_service(listing: Listing, now: datetime) -> dict[str, Any]:
    """What a service has several of, but for where it is."""
    of = listing.uuid
    kinds = [(KINDS, row.kind) for row in listing.kinds.all()]
    audiences = [(AUDIENCES, row.audience) for row in listing.audiences.all()]
    documents = {"id": part(of, "documents"), "service_id": str(of), "document": listing.documents}
    return filled(
        phones=phones(listing),
        schedules=schedules(of, week_of(listing), now),
        cost_options=cost_options(listing),
        required_documents=[documents] if listing.documents else [],
        attributes=[attribute(of, taxonomy, value) for taxonomy, value in kinds + audiences],
    )


def phones(listing: Listing) -> list[dict[str, Any]]:
    """The telephone of a service; none where it is a mobile, which may be somebody's own."""
    number = office_number(listing.telephone)
    if number is None:
        return []
    of = listing.uuid
    phone = {"id": part(of, "telephone"), "service_id": str(of), "number": number}
    return [phone | {"type": "voice"}]


def cost_options(listing: Listing) -> list[dict[str, Any]]:
    """What it costs: nothing, as a sum; a price and its reductions, in the words of the page."""
    told = {
        "free": {"amount": 0, "currency": "CNY"} if listing.is_free else {},
        "price": filled(amount_description=listing.price),
        "reductions": filled(option=listing.reductions),
    }
    named = {"service_id": str(listing.uuid)}
    return [{"id": part(listing.uuid, name)} | named | cost for name, cost in told.items() if cost]


def attribute(of: UUID, taxonomy: Taxonomy, value: str) -> dict[str, Any]:
    """That a term is said of a service."""
    return {
        "id": part(of, f"{taxonomy.key} {value}"),
        "link_id": str(of),
        "link_entity": "service",
        "link_type": taxonomy.link,
        "taxonomy_term_id": taxonomy.term_id(value),
        "taxonomy_term": term(taxonomy, value),
    }


def at(listing: Listing) -> dict[str, Any]:
    """The link between a service and the one location where it is given."""
    return {
        "id": str(at_location(listing.uuid)),
        "service_id": str(listing.uuid),
        "location_id": location_id(listing),
    }


def location_id(listing: Listing) -> str:
    """The id of where a service is given."""
    return str(listing.venue.uuid) if listing.venue else part(listing.uuid, "location")


def location(listing: Listing) -> dict[str, Any]:
    """Where a service is given: its venue; without one, the village or community and no point."""
    if listing.venue:
        return venue(listing.venue)
    place = listing.place
    return filled(
        id=location_id(listing),
        location_type="physical",
        name=place.name,
        alternate_name=place.name_en,
        external_identifier=place.code,
        external_identifier_type=_("Official code of the division") if place.code else "",
    )


def venue(row: Venue) -> dict[str, Any]:
    """A venue with its one-to-one fields. HSDS knows no address without a postal code, and we know
    no postal codes: the address stands in the description."""
    return filled(
        id=str(row.uuid),
        location_type="physical",
        name=row.name,
        alternate_name=row.name_en,
        description=row.address or row.place.name,
        latitude=None if row.latitude is None else float(row.latitude),
        longitude=None if row.longitude is None else float(row.longitude),
    )


def location_full(listing: Listing) -> dict[str, Any]:
    """Where a service is given, nested in full."""
    return location(listing) | access(listing.venue)


def access(row: Venue | None) -> dict[str, Any]:
    """How one gets into a venue, as far as it is known."""
    if row is None:
        return {}
    steps = {True: _("No steps at the door"), False: _("There are steps at the door"), None: ""}
    told = {
        "steps": steps[row.step_free],
        "toilet": _("A toilet for wheelchairs") if row.accessible_toilet else "",
    }
    return filled(
        accessibility=[
            {"id": part(row.uuid, name), "location_id": str(row.uuid), "description": words}
            for name, words in told.items()
            if words
        ]
    )


def organization(row: Organization) -> dict[str, Any]:
    """An organisation with its one-to-one fields; HSDS wants a description, which is what it is and
    where."""
    return filled(
        id=str(row.uuid),
        name=row.name,
        alternate_name=row.name_en,
        description=joined(row.get_kind_display(), row.place.name),
    )


def run_by(listing: Listing) -> dict[str, Any]:
    """Who runs a service, where that is told."""
    return {"organization": organization(listing.provider)} if listing.provider else {}


def venues(listings: Sequence[Listing]) -> list[dict[str, Any]]:
    """The locations of some services, each once."""
    found = {location_id(one): location_full(one) for one in listings}
    return list(found.values())
