"""What a town has already, for setting it up again without doubles."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils import timezone

from residents.models import Cluster, Holding, NeedCategory, Organization, Person, Place, Post
from residents.queries.places import parts_of


def town_posts(town: Place) -> dict[tuple[str, str], Post]:
    """The posts of the town itself by role and subject, abolished ones too: they are not remade."""
    return {(post.role, post.subject): post for post in Post.objects.filter(place=town)}


def villages_without_clerk(town: Place) -> QuerySet[Place]:
    """The official villages and communities of the town that have no clerk's post."""
    with_clerk = Post.objects.filter(role="village_clerk", place__isnull=False).values("place")
    return parts_of(town, Place.Level.VILLAGE).filter(code__isnull=False).exclude(pk__in=with_clerk)


def category_keys() -> set[str]:
    """The keys of all kinds of needs, ended ones too."""
    return set(NeedCategory.objects.values_list("key", flat=True))


def cluster_slugs() -> set[str]:
    """The slugs of all clusters."""
    return set(Cluster.objects.values_list("slug", flat=True))


def organization_slugs(slugs: Iterable[str]) -> set[str]:
    """Those of the slugs that an organisation has."""
    return set(Organization.objects.filter(slug__in=slugs).values_list("slug", flat=True))


def holder_of(post: Post) -> Person | None:
    """Somebody who holds the post now."""
    return Person.objects.filter(
        holdings__in=Holding.objects.open_at(timezone.now()).filter(post=post)
    ).first()
