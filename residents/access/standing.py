"""Where somebody stands: the rights of the open holdings, read anew at each call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from residents.models import Holding, Place, Post
from residents.models.place import in_ranges
from residents.roles import ROLES, Right


@dataclass(frozen=True, slots=True)
class Footing:
    """One open holding: its role, and the places (paths) or the organisation it reaches."""

    holding: int
    post: int
    role: str
    paths: tuple[str, ...]
    organization: int | None

    def has(self, right: Right) -> bool:
        """Whether the holding's role carries the right."""
        return right in ROLES[self.role].rights


def open_holdings(user: Any, now: datetime | None = None) -> QuerySet[Holding]:
    """The user's holdings in force now (or at `now`); none for visitors and closed accounts."""
    if not getattr(user, "is_authenticated", False) or not user.is_active or user.suspended_at:
        return Holding.objects.none()
    return Holding.objects.open_at(now or timezone.now()).filter(
        person__user=user, post__abolished_on__isnull=True
    )


def footings(user: Any, now: datetime | None = None) -> tuple[Footing, ...]:
    """Everything the user's rights come from: two queries at most, whatever the number of posts."""
    rows = list(
        open_holdings(user, now).values_list(
            "pk", "post", "post__role", "post__place__path", "post__organization", "post__cluster"
        )
    )
    members = cluster_paths({row[5] for row in rows if row[5]}, now)
    return tuple(
        Footing(pk, post, role, (path,) if path else members.get(cluster, ()), organization)
        for pk, post, role, path, organization, cluster in rows
    )


def cluster_paths(clusters: set[int], now: datetime | None = None) -> dict[int, tuple[str, ...]]:
    """The paths of the places in each cluster today; no query for no cluster."""
    if not clusters:
        return {}
    today = timezone.localdate(now)
    rows = (
        Place.objects.filter(
            Q(cluster_memberships__until__isnull=True) | Q(cluster_memberships__until__gt=today),
            cluster_memberships__cluster__in=clusters,
            cluster_memberships__since__lte=today,
        )
        .annotate(cluster=F("cluster_memberships__cluster"))
        .values_list("cluster", "path")
    )
    found: dict[int, tuple[str, ...]] = {}
    for cluster, path in rows:
        found[cluster] = (*found.get(cluster, ()), path)
    return found


def paths_with(steps: Iterable[Footing], right: Right) -> list[str]:
    """The paths that footings with the right reach."""
    return [path for step in steps if step.has(right) for path in step.paths]


def has_right(user: Any, right: Right) -> bool:
    """Whether any open holding of the user carries the right, wherever it reaches."""
    return any(step.has(right) for step in footings(user))


def has_right_at(user: Any, right: Right, path: str) -> bool:
    """Whether an open holding carries the right at the place with this path."""
    return any(path.startswith(reach) for reach in paths_with(footings(user), right))


def has_right_in(user: Any, right: Right, organization: int) -> bool:
    """Whether an open holding carries the right in this organisation."""
    return any(step.has(right) and step.organization == organization for step in footings(user))


def holds(user: Any, post: Post | None) -> bool:
    """Whether the user holds the post now."""
    return bool(post) and any(step.post == post.pk for step in footings(user))


def places_with(user: Any, right: Right) -> QuerySet[Place]:
    """The places in which the user's holdings carry the right."""
    return Place.objects.filter(in_ranges("path", paths_with(footings(user), right)))


def holding_for(user: Any, right: Right, path: str) -> int | None:
    """The holding that gives the right at a place, for the record; None when none does."""
    for step in footings(user):
        if step.has(right) and any(path.startswith(reach) for reach in step.paths):
            return step.holding
    return None
