"""Places and clusters of places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from residents.bilingual import local
from residents.paths import end_of


def in_ranges(field: str, paths: Iterable[str]) -> models.Q:
    """The condition that a path column lies in any of the ranges; nothing for no path."""
    ranges = [models.Q(**{f"{field}__gte": p, f"{field}__lt": end_of(p)}) for p in paths]
    return reduce(or_, ranges, models.Q(pk__in=[]))


def in_force(field: str = "ended_on", today: date | None = None) -> models.Q:
    """The condition that a row's day of ending has not come: it is in use until that day."""
    today = today or timezone.localdate()
    return models.Q(**{f"{field}__isnull": True}) | models.Q(**{f"{field}__gt": today})


def has_ended(ended_on: date | None, today: date | None = None) -> bool:
    """Whether a row's day of ending has come."""
    return ended_on is not None and ended_on <= (today or timezone.localdate())


class PlaceQuerySet(models.QuerySet["Place"]):
    """Places by where they lie."""

    def within(self, *paths: str) -> PlaceQuerySet:
        """Places that are, or lie inside, any of the given paths (an index range each)."""
        return self.filter(in_ranges("path", paths))

    def counted(self) -> PlaceQuerySet:
        """Official places only: an invented one has no code and is left out of counts."""
        return self.filter(code__isnull=False)


class Place(models.Model):
    """A place, from city to micro-grid. `path` is the portal's own and outlives official codes."""

    class Level(models.TextChoices):
        CITY = "city", _("City")
        DISTRICT = "district", _("District")
        TOWN = "town", _("Town")
        VILLAGE = "village", _("Village or community")
        GRID = "grid", _("Grid")
        MICRO_GRID = "micro_grid", _("Micro-grid")

    class Kind(models.TextChoices):
        VILLAGE = "village", _("Village")
        COMMUNITY = "community", _("Community")
        OTHER = "other", _("Other")

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    path = models.CharField(max_length=40, unique=True)
    code = models.CharField(_("code"), max_length=12, null=True, blank=True, unique=True)
    code_since = models.DateField(null=True, blank=True)
    code_until = models.DateField(null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+"
    )
    level = models.CharField(_("level"), max_length=12, choices=Level)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OTHER)
    name = models.CharField(_("name"), max_length=60)
    official_name = models.CharField(_("official name"), max_length=80, blank=True)
    name_en = models.CharField(max_length=80, blank=True)
    pinyin = models.CharField(max_length=200, blank=True)
    initials = models.CharField(max_length=60, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                name="place_centre_whole",
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return local(self)

    @property
    def record_path(self) -> str:
        """The place itself, for the record."""
        return self.path


class FormerName(models.Model):
    """What a place was called until a day; what it is called now stands in its own row."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    until = models.DateField()

    class Meta:
        ordering = ["place", "-until", "-pk"]

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """How many people of a group a place has, as somebody stated it on a date."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="populations")
    group = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    stated_on = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["place", "group", "-stated_on"]
        constraints = [
            models.UniqueConstraint(name="population_once", fields=["place", "group", "stated_on"])
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.group}: {self.number}"


class Cluster(models.Model):
    """A cluster (片区): neighbouring villages under one lead, with a team."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    name_en = models.CharField(max_length=80, blank=True)
    slug = models.SlugField(max_length=60, unique=True)
    summary = models.TextField(blank=True)

    class Meta:
        verbose_name = _("cluster")
        verbose_name_plural = _("clusters")
        ordering = ["name"]

    def __str__(self) -> str:
        return local(self)


class ClusterMembership(models.Model):
    """A place in a cluster over `[since, until)`; at most one open membership a place."""

    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="memberships")
    place = models.ForeignKey(Place, models.PROTECT, related_name="cluster_memberships")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["cluster", "place"]
        constraints = [
            models.UniqueConstraint(
                name="cluster_one_open_per_place",
                fields=["place"],
                condition=models.Q(until__isnull=True),
            ),
            models.CheckConstraint(
                name="cluster_membership_forward",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.cluster}"
