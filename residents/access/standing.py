"""Where somebody stands: the rights of the open holdings, read anew at each call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, DateField, DateTimeField, F, Q, QuerySet
from django.utils import timezone

from foundation.prepared import Later, Prepared
from residents.models import Holding, Place, Post
from residents.models.place import in_force, in_ranges
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


def _open_holdings() -> QuerySet[Holding, Any]:
    """What a footing is made of, of the holdings in force at a moment."""
    now: Any = Later("now", DateTimeField())
    today: Any = Later("today", DateField())
    rows = Holding.objects.open_at(now).filter(
        in_force("post__abolished_on", today), person__user=Later("user", BigIntegerField())
    )
    return rows.values_list(
        "pk", "post", "post__role", "post__place__path", "post__organization", "post__cluster"
    )


OPEN_HOLDINGS = Prepared(_open_holdings)


# Inside a request: what was read of each user, so that a page asks once. None outside of one.
_remembered: ContextVar[dict[int, tuple[Footing, ...]] | None] = ContextVar(
    "footings", default=None
)


@contextmanager
def footings_remembered() -> Iterator[None]:
    """Read everybody's footings at most once inside (one request), and forget them after."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def footings(user: Any, now: datetime | None = None) -> tuple[Footing, ...]:
    """Everything the user's rights come from: two queries at most, whatever the number of posts."""
    memory = _remembered.get()
    if memory is None or now is not None or not getattr(user, "is_authenticated", False):
        return read_footings(user, now)
    if user.pk not in memory:
        memory[user.pk] = read_footings(user)
    return memory[user.pk]


def read_footings(user: Any, now: datetime | None = None) -> tuple[Footing, ...]:
    """The footings as the database has them at this moment; none for visitors and accounts that
    are closed or suspended."""
    if not getattr(user, "is_authenticated", False) or not user.is_active or user.suspended_at:
        return ()
    now = now or timezone.now()
    rows = OPEN_HOLDINGS.rows(user=user.pk, now=now, today=timezone.localdate(now))
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


def organizations_with(steps: Iterable[Footing], right: Right) -> list[int]:
    """The organisations in which footings carry the right."""
    return [step.organization for step in steps if step.has(right) and step.organization]


def has_right(user: Any, right: Right) -> bool:
    """Whether any open holding of the user carries the right, wherever it reaches."""
    return any(step.has(right) for step in footings(user))


def has_right_at(user: Any, right: Right, path: str) -> bool:
    """Whether an open holding carries the right at the place with this path."""
    return holding_at(user, right, path) is not None


def places_with(user: Any, right: Right) -> QuerySet[Place]:
    """The places in which the user's holdings carry the right."""
    return Place.objects.filter(in_ranges("path", paths_with(footings(user), right)))


def holding_at(user: Any, right: Right, path: str) -> int | None:
    """The open holding that carries the right at a place, for the record; None when none does."""
    for step in footings(user):
        if step.has(right) and any(path.startswith(reach) for reach in step.paths):
            return step.holding
    return None


def holding_of(user: Any, post: Post | None) -> int | None:
    """The user's open holding of the post; None when the post is not theirs."""
    if post is None:
        return None
    steps = footings(user)
    return next((step.holding for step in steps if step.post == post.pk), None)


def holding_in(user: Any, right: Right, organization: int) -> int | None:
    """The open holding that carries the right in an organisation; None when none does."""
    for step in footings(user):
        if step.has(right) and step.organization == organization:
            return step.holding
    return None
