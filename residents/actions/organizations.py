"""Organisations, venues and clusters: making and changing them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.pinyin import pinyin_keys
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, require
from foundation.revision.actions import update_revised
from foundation.search import actions as search
from residents.access.operators import may_shape_town
from residents.models import Cluster, ClusterMembership, Organization, Place, Venue
from residents.slugs import free_slug, slug_of


@action("organizations.create")
def create_organization(
    *, by: Actor, name: str, kind: str, place: Place, slug: str = "", **details: Any
) -> Organization:
    """Enter an organisation; `details` are other fields of it (name_en, telephone, summary …).

    Without a slug it gets one from its name. A credit code that is known already is refused.
    """
    require(may_shape_town(by, place.path), _("Only who keeps the town may add organisations."))
    code = details.get("credit_code")
    if code and Organization.objects.filter(credit_code=code).exists():
        raise Refused(_("An organisation with this credit code is here already."), "credit_code")
    pinyin, initials = pinyin_keys(name)
    organization = Organization.objects.create(
        name=name,
        kind=kind,
        place=place,
        slug=slug or _slug(Organization, name),
        pinyin=pinyin,
        initials=initials,
        **details,
    )
    record.note(by, "organization.created", organization, values={"kind": kind})
    return organization


@action("venues.create")
def create_venue(
    *, by: Actor, name: str, place: Place, owner_type: str, slug: str = "", **details: Any
) -> Venue:
    """Enter a venue; `details` are other fields of it (owner, address, capacity …)."""
    require(may_shape_town(by, place.path), _("Only who keeps the town may add venues."))
    venue = Venue.objects.create(
        name=name, place=place, owner_type=owner_type, slug=slug or _slug(Venue, name), **details
    )
    record.note(by, "venue.created", venue, values={"owner_type": owner_type})
    return venue


@action("clusters.create")
def create_cluster(
    *,
    by: Actor,
    name: str,
    places: Iterable[Place],
    slug: str = "",
    name_en: str = "",
    since: date | None = None,
) -> Cluster:
    """Make a cluster of places, each of which is in no other cluster today."""
    members = list(places)
    words = _("Only who keeps the town may make clusters.")
    require(bool(members) and all(may_shape_town(by, place.path) for place in members), words)
    if ClusterMembership.objects.filter(place__in=members, until__isnull=True).exists():
        raise Refused(_("A place of this cluster is in another one."), "places")
    cluster = Cluster.objects.create(name=name, name_en=name_en, slug=slug or _slug(Cluster, name))
    ClusterMembership.objects.bulk_create(
        ClusterMembership(cluster=cluster, place=place, since=since or timezone.localdate())
        for place in members
    )
    record.note(
        by,
        "cluster.created",
        cluster,
        place_path=members[0].path,
        values={"places": len(members)},
    )
    return cluster


@action("organizations.change")
def change_organization(
    *, by: Actor, organization: Organization, revision: int, name: str, kind: str, **details: Any
) -> Organization:
    """Write another name, kind, telephone … of an organisation; its address stays. `Stale` where
    somebody else has changed it since `revision`."""
    path = organization.place.path
    require(may_shape_town(by, path), _("Only who keeps the town may change organisations."))
    body = Organization.Kind.BODY
    if kind != organization.kind and body in (kind, organization.kind):
        raise Refused(_("A body stays a body, and nothing else becomes one."), "kind")
    code = details.get("credit_code")
    others = Organization.objects.exclude(pk=organization.pk)
    if code and others.filter(credit_code=code).exists():
        raise Refused(_("An organisation with this credit code is here already."), "credit_code")
    pinyin, initials = pinyin_keys(name)
    before = _kept(organization, name=name, kind=kind, **details)
    sound = {"pinyin": pinyin, "initials": initials}
    update_revised(organization, expected=revision, name=name, kind=kind, **sound, **details)
    record.note(by, "organization.changed", organization, fields=before)
    if "name" in before:
        search.refresh_later(by, organization)
    return organization


@action("venues.change")
def change_venue(*, by: Actor, venue: Venue, revision: int, **details: Any) -> Venue:
    """Write another name, address, owner or capacity of a venue. `Stale` where somebody else has
    changed it since `revision`."""
    path = venue.place.path
    require(may_shape_town(by, path), _("Only who keeps the town may change venues."))
    before = _kept(venue, **details)
    update_revised(venue, expected=revision, **details)
    record.note(by, "venue.changed", venue, fields=before)
    if "name" in before:
        search.refresh_later(by, venue)
    return venue


def _kept(row: models.Model, **values: Any) -> list[str]:
    """The names of the fields that get another value."""
    return [name for name, value in values.items() if getattr(row, name) != value]


def _slug(model: type[models.Model], name: str) -> str:
    near = model._default_manager.filter(slug__startswith=slug_of(name))
    return free_slug(name, set(near.values_list("slug", flat=True)))
