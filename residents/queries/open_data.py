"""Places and needs as the open data shows them."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch
from django.db.models.functions import Length, Substr

from residents.access.needs import public_needs
from residents.access.people import visible_places
from residents.models import NeedStep, Place
from residents.models.need import NeedQuerySet
from residents.models.place import PlaceQuerySet, in_force
from residents.queries.supports import with_supporters


def places_in_the_open() -> PlaceQuerySet:
    """The portal's own town with what it is made of and lies in, though the list of a whole
    district may be loaded; every place where no town of that code is. One query."""
    town = Place.objects.filter(in_force(), code=settings.TOWN["place"]["code"])
    row = OuterRef("path")
    inside = town.filter(path=Substr(row, 1, Length("path")))
    above = town.annotate(start=Substr("path", 1, Length(row))).filter(start=row)
    return visible_places().filter(~Exists(town) | Exists(inside) | Exists(above))


def needs_in_the_open() -> NeedQuerySet:
    """Public needs with their place, kind and post, whether they are late, and how many have each,
    too. One query."""
    rows: NeedQuerySet = with_supporters(public_needs().with_late())  # type: ignore[assignment]
    return rows.select_related("place", "category", "owner_post", "merged_into")


def with_thread(needs: NeedQuerySet) -> NeedQuerySet:
    """With the steps in the order in which they were taken. One query more."""
    steps = NeedStep.objects.select_related("post").order_by("at", "pk")
    return needs.prefetch_related(Prefetch("steps", steps))
