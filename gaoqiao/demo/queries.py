"""What the demo looks at before it begins, and in what it finds its parts."""

from __future__ import annotations

from django.db.models import QuerySet

from committees.models import AgendaItem, Body, Resolution
from foundation.accounts.models import User
from foundation.site import queries as site
from foundation.site.models import InstallationKind
from residents.models import Need, NeedCategory, Person, Place, Post, Referral, Tabling, Venue
from services.models import Agreement, Obligation


def may_load() -> bool:
    """Whether the database is empty, or holds an empty town: nobody has worked in it, was entered
    or has an account."""
    if site.installation().kind != InstallationKind.EMPTY or site.holds_real_records():
        return False
    return not (Person.objects.exists() or User.objects.exists())


def published_place(town: Place, code: str) -> Place | None:
    """The place of which something was published; None in the demo of another town."""
    return Place.objects.within(town.path).filter(code=code).first()


def posts_of(town: Place) -> QuerySet[Post]:
    """The posts of the town and of its places, in the order in which they were made."""
    return Post.objects.filter(place__in=Place.objects.within(town.path)).order_by("pk")


def categories() -> dict[str, NeedCategory]:
    """The kinds of needs by key."""
    return {category.key: category for category in NeedCategory.objects.all()}


def latest_referral(need: Need) -> Referral:
    """What a department was asked last."""
    return need.referrals.latest("asked_at")


def venues_of(place: Place) -> dict[str, Venue]:
    """The venues of a place by slug."""
    return {venue.slug: venue for venue in Venue.objects.filter(place=place)}


def people_on(body: Body) -> list[Person]:
    """Who sits on a body, the chair first."""
    return [seat.person for seat in body.seats.select_related("person").order_by("role", "pk")]


def entered_under(agreement: Agreement) -> list[Obligation]:
    """What an agreement promises, in its order."""
    return list(agreement.obligations.select_related("agreement__place").order_by("line"))


def outcome_of(item: AgendaItem) -> Resolution:
    """What was agreed on an item."""
    return Resolution.objects.get(item=item)


def waiting_before(body: Body) -> QuerySet[Tabling]:
    """Needs put before a body that no meeting has taken up, the oldest first."""
    waiting = Tabling.objects.filter(body=body.organization, state=Tabling.State.OPEN)
    return waiting.order_by("tabled_at")
