"""Listings: making, changing, confirming, pausing and ending them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.one_line import in_lines, one_line
from foundation.phones import is_phone
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from foundation.search import actions as search
from foundation.site.actions import shorten
from residents.models import Organization, Place, Venue
from residents.slugs import free_slug, slug_of
from services.access.listings import may_keep_at, may_keep_hours
from services.actions.counting import recount
from services.actions.telling import tell_keepers
from services.addresses import listing_address
from services.kinds import Audience, Kind, State
from services.models import Listing, ListingAudience, ListingKind
from services.queries.published import doc_of

WORDS = ("name_en", "summary", "summary_en", "price", "reductions", "eligibility", "documents")
CHANGEABLE = {"name", "telephone", "answered_by", "is_free", "provider", "venue", *WORDS}


@action("listings.create")
def create_listing(
    *,
    by: Actor,
    name: str,
    place: Place,
    telephone: str,
    kinds: Iterable[str],
    audiences: Iterable[str] = (),
    provider: Organization | None = None,
    venue: Venue | None = None,
    now: datetime | None = None,
    **details: Any,
) -> Listing:
    """Enter a service; `details` are other words of it (see `CHANGEABLE`). It has no hours yet.

    Raises `Refused` without a name, a kind or a telephone that can be called.
    """
    require(may_keep_at(by, place), not_yours())
    written = checked({"name": name, "telephone": telephone, "venue": venue, **details}, place)
    near = Listing.objects.filter(slug__startswith=slug_of(name)).values_list("slug", flat=True)
    slug = free_slug(name, set(near))
    moment = now or timezone.now()
    listing = Listing.objects.create(
        slug=slug,
        place=place,
        provider=provider,
        short_link=shorten(listing_address(slug), is_new=True),
        created_at=moment,
        last_confirmed_on=timezone.localdate(moment),
        **written,
    )
    set_facets(listing, kinds, audiences)
    publish(listing)
    record.note(by, "listing.created", listing, values={"state": State.ACTIVE})
    recount([listing.pk], timezone.localdate(moment))
    return listing


@action("listings.change")
def change_listing(
    *,
    by: Actor,
    listing: Listing,
    revision: int,
    kinds: Iterable[str] | None = None,
    audiences: Iterable[str] | None = None,
    now: datetime | None = None,
    **fields: Any,
) -> Listing:
    """Change words of a listing; kinds and audiences replace those it has. It is confirmed, too.

    Raises `Stale` when somebody has changed it since `revision`, and `Refused` as `create` does.
    """
    require(may_keep_at(by, listing.place), not_yours())
    open_one(listing)
    written = checked(fields, listing.place)
    update_revised(listing, expected=revision, last_confirmed_on=timezone.localdate(now), **written)
    set_facets(listing, kinds, audiences)
    publish(listing)
    record.note(by, "listing.changed", listing, fields=sorted(written))
    recount([listing.pk], timezone.localdate(now))
    return listing


@action("listings.change_telephone")
def change_telephone(
    *, by: Actor, listing: Listing, revision: int, telephone: str, now: datetime | None = None
) -> Listing:
    """Change the number that is called; the people of the organisation that runs it may, too.

    Raises `Stale` and `Refused` as `change_listing` does.
    """
    require(may_keep_hours(by, listing), not_yours())
    open_one(listing)
    written = checked({"telephone": telephone}, listing.place)
    update_revised(listing, expected=revision, last_confirmed_on=timezone.localdate(now), **written)
    publish(listing)
    record.note(by, "listing.changed", listing, fields=sorted(written))
    tell_keepers(listing, "telephone", by=by, now=now)
    return listing


@action("listings.confirm")
def confirm_listing(*, by: Actor, listing: Listing, now: datetime | None = None) -> Listing:
    """Say that everything the page tells still holds today."""
    require(may_keep_at(by, listing.place), not_yours())
    open_one(listing)
    update_revised(listing, expected=listing.revision, last_confirmed_on=timezone.localdate(now))
    record.note(by, "listing.confirmed", listing)
    return listing


@action("listings.pause")
def pause_listing(*, by: Actor, listing: Listing, why: str, now: datetime | None = None) -> Listing:
    """Say that it does not run for the time being, and why. `Refused` unless it is in service."""
    require(may_keep_at(by, listing.place), not_yours())
    if listing.state != State.ACTIVE:
        raise Refused(_("Only a service that runs can be paused."))
    stand(by, listing, State.PAUSED, one_line(why))
    recount([listing.pk], timezone.localdate(now))
    return listing


@action("listings.resume")
def resume_listing(*, by: Actor, listing: Listing, now: datetime | None = None) -> Listing:
    """Say that it runs again. `Refused` unless it is paused."""
    require(may_keep_at(by, listing.place), not_yours())
    if listing.state != State.PAUSED:
        raise Refused(_("This service is not paused."))
    stand(by, listing, State.ACTIVE, "")
    recount([listing.pk], timezone.localdate(now))
    return listing


@action("listings.end")
def end_listing(
    *, by: Actor, listing: Listing, why: str = "", now: datetime | None = None
) -> Listing:
    """Take a service out of the public pages for good. The row stays."""
    require(may_keep_at(by, listing.place), not_yours())
    open_one(listing)
    today = timezone.localdate(now)
    stand(by, listing, State.ENDED, one_line(why), ended_on=today)
    listing.open_spans.filter(day__gte=today).delete()
    search.withdraw("listing", listing.pk)
    recount([listing.pk], today)
    return listing


# Steps


def not_yours() -> str:
    """Why somebody may not."""
    return _("Only who keeps the services of this place may do this.")


def stand(by: Actor, listing: Listing, state: State, why: str, **more: Any) -> None:
    """Move a listing to a state, with its Entry; to count it anew is left to the act's end."""
    old = listing.state
    update_revised(listing, expected=listing.revision, state=state, state_why=why, **more)
    record.note(by, f"listing.{state.value}", listing, values={"state": (old, state)})


def open_one(listing: Listing) -> None:
    """Raise `Refused` for a listing that has ended."""
    if listing.state == State.ENDED:
        raise Refused(_("This service has ended."))


def checked(fields: dict[str, Any], place: Place) -> dict[str, Any]:
    """The fields cleaned; raises `Refused` for what cannot stand, TypeError for a foreign one."""
    strange = set(fields) - CHANGEABLE
    if strange:
        raise TypeError(f"no words of a listing: {sorted(strange)}")
    written = in_lines(fields)
    if written.get("name") == "":
        raise Refused(_("Say what the service is called."), "name")
    if "telephone" in written and not is_phone(written["telephone"]):
        raise Refused(_("Give a telephone number with its area code."), "telephone")
    venue = written.get("venue")
    if venue is not None and not venue.place.path.startswith(place.path):
        raise Refused(_("This venue is in another place."), "venue")
    return written


def set_facets(
    listing: Listing, kinds: Iterable[str] | None, audiences: Iterable[str] | None
) -> None:
    """Replace the kinds and the audiences, each unless None. `Refused` for no or unknown kinds."""
    if kinds is not None:
        chosen = [kind for kind in Kind.values if kind in set(kinds)]
        if not chosen:
            raise Refused(_("Choose at least one kind of service."), "kinds")
        listing.kinds.all().delete()
        ListingKind.objects.bulk_create(ListingKind(listing=listing, kind=k) for k in chosen)
    if audiences is not None:
        wanted = [one for one in Audience.values if one in set(audiences)]
        listing.audiences.all().delete()
        ListingAudience.objects.bulk_create(
            ListingAudience(listing=listing, audience=one) for one in wanted
        )


def publish(listing: Listing) -> None:
    """Make what the search finds of it what it says now."""
    search.put_doc(doc_of(listing))
