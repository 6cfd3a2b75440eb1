"""Who may see and keep listings: seeing is a queryset, doing a yes or no."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from foundation.actor import Actor
from residents.access.operators import is_operator
from residents.access.people import venues_in_reach, visible_organizations, visible_places
from residents.access.standing import (
    footings,
    has_right,
    holding_at,
    holding_in,
    organizations_with,
    paths_with,
)
from residents.models import Holding, Organization, Place, Venue
from residents.models.place import in_force, in_ranges
from residents.paths import ancestors
from residents.roles import Right, roles_with
from services.kinds import State
from services.models import Listing


def visible_listings(user: Any) -> QuerySet[Listing]:
    """What everybody may see: services that have not ended."""
    return Listing.objects.exclude(state=State.ENDED)


def staff_listings(user: Any) -> QuerySet[Listing]:
    """Listings of the staff pages, ended ones too: those the user keeps or oversees."""
    steps = footings(user)
    paths = paths_with(steps, Right.KEEP_LISTINGS) + paths_with(steps, Right.READ_ALL)
    return Listing.objects.filter(in_ranges("place__path", paths))


def may_open_staff_listings(user: Any) -> bool:
    """Whether the staff pages offer listings to the user."""
    return has_right(user, Right.KEEP_LISTINGS) or has_right(user, Right.READ_ALL)


def may_keep_any(user: Any) -> bool:
    """Whether the user keeps the listings of any place."""
    return has_right(user, Right.KEEP_LISTINGS)


def holding_to_keep(user: Any, place: Place) -> int | None:
    """The holding by which the user keeps the listings of a place."""
    return holding_at(user, Right.KEEP_LISTINGS, place.path)


def may_keep_listing(user: Any, listing: Listing) -> bool:
    """Whether the user keeps the listing."""
    return holding_to_keep(user, listing.place) is not None


def may_keep_at(by: Actor, place: Place) -> bool:
    """Whether the actor may write listings of a place: who keeps them there, or the operator."""
    return is_operator(by) or (by.user is not None and holding_to_keep(by.user, place) is not None)


def own_listings(user: Any) -> QuerySet[Listing]:
    """The services of the user's own organisations, whose hours the user keeps."""
    own = organizations_with(footings(user), Right.KEEP_OWN_HOURS)
    return visible_listings(user).filter(provider__in=own)


def may_keep_hours(by: Actor, listing: Listing) -> bool:
    """Whether the actor may write a listing's hours and telephone: who keeps listings there, and
    the people of the organisation that runs it."""
    if may_keep_at(by, listing.place):
        return True
    own = listing.provider_id
    right = Right.KEEP_OWN_HOURS
    return bool(by.user and own and holding_in(by.user, right, own) is not None)


def keepers_of(place: Place, now: datetime) -> list[int]:
    """The accounts of those who keep the listings of a place: there, or else at the nearest place
    above where somebody does."""
    held = Holding.objects.open_at(now).filter(
        post__role__in=roles_with(Right.KEEP_LISTINGS),
        post__place__path__in=[*ancestors(place.path), place.path],
        person__user__isnull=False,
    )
    users = defaultdict(set)
    for path, user in held.values_list("post__place__path", "person__user"):
        users[path].add(user)
    return sorted(users[max(users)]) if users else []


def may_renew(by: Actor) -> bool:
    """Whether the actor may write the coming days' hours: the clock, or the operator."""
    return is_operator(by)


def kept_places(user: Any) -> QuerySet[Place]:
    """The places whose listings the user keeps."""
    return visible_places().within(*paths_with(footings(user), Right.KEEP_LISTINGS))


def providers_for(user: Any) -> QuerySet[Organization]:
    """The organisations that can run a listing of the user's places."""
    paths = paths_with(footings(user), Right.KEEP_LISTINGS)
    return visible_organizations().filter(in_ranges("place__path", paths))


def venues_for(user: Any) -> QuerySet[Venue]:
    """The venues that a listing of the user's places can be at."""
    return venues_in_reach(user).filter(in_force())
