"""What still needs a post, a place or an organisation that is to go, in words for who ends it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from residents.models import (
    Holding,
    Need,
    NeedCategory,
    Organization,
    Place,
    Post,
    Referral,
    Tabling,
    Venue,
)
from residents.models.place import in_force
from residents.stages import OPEN_STATES

NAMED = 5


def listed(names: Iterable[str]) -> str:
    """The first five names, and that there are more."""
    found = list(names)
    words = _(", ").join(found[:NAMED])
    return words if len(found) <= NAMED else _("%(names)s and more") % {"names": words}


def holders_after(post: Post, moment: datetime) -> str:
    """Who holds the post at the moment or will."""
    held = Holding.objects.filter(Q(until__isnull=True) | Q(until__gt=moment), post=post)
    return listed(held.values_list("person__name", flat=True)[: NAMED + 1])


def needs_waiting_on(post: Post) -> str:
    """The numbers of the open needs that the post owns."""
    waiting = Need.objects.filter(owner_post=post, state__in=OPEN_STATES).order_by("number")
    return listed(waiting.values_list("number", flat=True)[: NAMED + 1])


def referrals_waiting_on(post: Post) -> str:
    """The numbers of the needs that were sent to the department's post and wait for its answer."""
    waiting = post.referrals.filter(state__in=Referral.OPEN_STATES).order_by("need__number")
    return listed(waiting.values_list("need__number", flat=True)[: NAMED + 1])


def kinds_routed_to(post: Post) -> str:
    """The kinds of need that go to the post."""
    return listed(NeedCategory.objects.filter(route=post).values_list("name", flat=True))


def parts_in_force(place: Place, day: date) -> str:
    """The places right inside that do not end by the day."""
    parts = Place.objects.filter(in_force("ended_on", day), parent=place)
    return listed(parts.values_list("name", flat=True)[: NAMED + 1])


def posts_in_force(seat: Place | Organization, day: date) -> str:
    """The posts of the place or organisation that are not abolished by the day."""
    posts = seat.posts.filter(in_force("abolished_on", day))
    return listed(posts.values_list("title", flat=True)[: NAMED + 1])


def open_needs_in(place: Place) -> str:
    """The numbers of the open needs of the place."""
    waiting = Need.objects.filter(place=place, state__in=OPEN_STATES).order_by("number")
    return listed(waiting.values_list("number", flat=True)[: NAMED + 1])


def organizations_in_force(place: Place, day: date) -> str:
    """The organisations of the place that do not end by the day."""
    rows = Organization.objects.filter(in_force("ended_on", day), place=place)
    return listed(rows.values_list("name", flat=True)[: NAMED + 1])


def venues_in_force(place: Place, day: date) -> str:
    """The venues of the place that do not end by the day."""
    rows = Venue.objects.filter(in_force("ended_on", day), place=place)
    return listed(rows.values_list("name", flat=True)[: NAMED + 1])


def venues_owned(organization: Organization, day: date) -> str:
    """The venues of the organisation that do not end by the day."""
    rows = organization.venues_owned.filter(in_force("ended_on", day))
    return listed(rows.values_list("name", flat=True)[: NAMED + 1])


def needs_before(body: Organization) -> str:
    """The numbers of the needs that wait before the body."""
    waiting = body.tablings.filter(state__in=Tabling.OPEN_STATES).order_by("need__number")
    return listed(waiting.values_list("need__number", flat=True)[: NAMED + 1])
