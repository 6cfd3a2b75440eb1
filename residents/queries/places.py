"""Places as other code asks for them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from residents.models import Cluster, ClusterMembership, Place
from residents.models.place import in_force
from residents.paths import ancestors


def known_divisions() -> dict[str, tuple[str, str]]:
    """(level, code of the parent or "") of every place with an official code, by code."""
    rows = Place.objects.counted().values_list("code", "level", "parent__code")
    return {code: (level, parent or "") for code, level, parent in rows if code}


def place_of_code(code: str) -> Place | None:
    """The place with an official code."""
    return Place.objects.filter(code=code).first()


def parts_of(place: Place, *levels: str) -> QuerySet[Place]:
    """The places inside a place, of the given levels (all if none is named), in place order."""
    inside = Place.objects.within(place.path).exclude(pk=place.pk).filter(in_force())
    return inside.filter(level__in=levels) if levels else inside


def town_of(place: Place) -> Place | None:
    """The town that a place is, or lies in. One query."""
    paths = [*ancestors(place.path), place.path]
    return Place.objects.filter(level=Place.Level.TOWN, path__in=paths).first()


def in_same_town(one: Place, other: Place) -> bool:
    """Whether two places lie in the same town."""
    return town_of(one) == town_of(other)


def with_villages(clusters: QuerySet[Cluster]) -> QuerySet[Cluster]:
    """The clusters with `today`: their memberships of today, in place order. One query more."""
    rows = ClusterMembership.objects.filter(in_force("until")).select_related("place")
    open_rows = rows.order_by("place__path")
    return clusters.prefetch_related(Prefetch("memberships", open_rows, to_attr="today"))
