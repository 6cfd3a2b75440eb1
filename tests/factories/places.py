"""Places, clusters and organisations: plain rows of an invented town."""

from datetime import date
from itertools import count

from residents.models import Cluster, ClusterMembership, Organization, Place, Venue
from residents.paths import WIDTH, child_path

_number = count(1)
INSIDE = {None: "city", "city": "district", "district": "town", "town": "village"}


def make_place(name="示范村", *, parent=None, level="", **fields):
    """A place inside `parent`, of the level below it unless `level` says another."""
    depth = len(parent.path) // WIDTH if parent else 0
    siblings = Place.objects.filter(parent=parent).count()
    path = child_path(parent.path if parent else "", siblings + 1)
    chain = list(INSIDE.values())
    level = level or (chain[depth] if depth < len(chain) else "grid")
    if level == "village":
        fields.setdefault("kind", "village")
    return Place.objects.create(name=name, parent=parent, path=path, level=level, **fields)


def make_town(name="示范镇"):
    """A town, with the city and the district above it made at the first call."""
    city = Place.objects.filter(level="city").first() or make_place("示范市")
    district = Place.objects.filter(level="district").first() or make_place("示范区", parent=city)
    return make_place(name, parent=district)


def make_cluster(*places, name="示范片区"):
    """A cluster of these places, since the beginning of 2025."""
    cluster = Cluster.objects.create(name=name, slug=f"cluster-{next(_number)}")
    for place in places:
        ClusterMembership.objects.create(cluster=cluster, place=place, since=date(2025, 1, 1))
    return cluster


def make_organization(name="示范单位", *, place=None, kind="social", **fields):
    """An organisation; `kind="body"` for one that deliberates or decides."""
    fields.setdefault("slug", f"organization-{next(_number)}")
    place = place or make_place(parent=make_town())
    return Organization.objects.create(name=name, place=place, kind=kind, **fields)


def make_venue(name="示范场地", *, place=None, **fields):
    """A venue of the village collective."""
    fields.setdefault("slug", f"venue-{next(_number)}")
    fields.setdefault("owner_type", Venue.OwnerType.COLLECTIVE)
    return Venue.objects.create(name=name, place=place or make_place(parent=make_town()), **fields)
