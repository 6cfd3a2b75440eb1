"""Who may give posts, keep the town's rows, and see people."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from residents.access.standing import footings, has_right_at, paths_with
from residents.models import Cluster, Holding, Organization, Person, Place, Post, Venue
from residents.models.place import PlaceQuerySet, in_force, in_ranges
from residents.roles import Right

PEOPLE_RIGHTS = (Right.GIVE_POSTS, Right.KEEP_ACCOUNTS, Right.READ_ALL)


def post_path(post: Post) -> str:
    """The path of the place that a post belongs to; empty for a cluster's."""
    if post.place:
        return post.place.path
    return post.organization.place.path if post.organization else ""


def visible_places() -> PlaceQuerySet:
    """Places are public: all that have not ended."""
    return Place.objects.filter(in_force())


def visible_organizations() -> QuerySet[Organization]:
    """Organisations are public: all that have not ended."""
    return Organization.objects.filter(in_force())


def visible_clusters() -> QuerySet[Cluster]:
    """Clusters are public."""
    return Cluster.objects.all()


def organizations_in_reach(user: Any) -> QuerySet[Organization]:
    """The organisations of the places in which the user does staff work."""
    return Organization.objects.filter(in_ranges("place__path", reach(user)))


def venues_in_reach(user: Any) -> QuerySet[Venue]:
    """The venues of the places in which the user does staff work."""
    return Venue.objects.filter(in_ranges("place__path", reach(user)))


def visible_holdings(user: Any) -> QuerySet[Holding]:
    """Who holds the posts that the user sees, now and before."""
    return Holding.objects.filter(post__in=visible_posts(user))


def visible_posts(user: Any) -> QuerySet[Post]:
    """The posts that staff see: those in the places where they read or keep anything."""
    paths = reach(user)
    return Post.objects.filter(
        in_ranges("place__path", paths)
        | in_ranges("organization__place__path", paths)
        | Q(cluster__memberships__place__in=Place.objects.within(*paths))
    ).distinct()


def visible_people(user: Any) -> QuerySet[Person]:
    """The people whom staff who give posts or keep accounts see: with a post or a home there."""
    steps = footings(user)
    return people_at([path for right in PEOPLE_RIGHTS for path in paths_with(steps, right)])


def people_at(paths: list[str]) -> QuerySet[Person]:
    """The people with a post, now or before, or a home in the places within these paths."""
    return Person.objects.filter(
        in_ranges("holdings__post__place__path", paths)
        | in_ranges("holdings__post__organization__place__path", paths)
        | in_ranges("residences__place__path", paths)
    ).distinct()


def people_with_posts(user: Any) -> QuerySet[Person]:
    """Those of the visible people who hold or have held a post: staff know them by name."""
    return visible_people(user).filter(holdings__isnull=False)


def reach(user: Any) -> list[str]:
    """The paths in which the user does staff work of any kind."""
    return paths_with(footings(user), Right.ENTER_ADMIN)


def may_give_post(user: Any, post: Post) -> bool:
    """Whether the user may put somebody into the post, end a holding of it, or invite to it."""
    return bool(path := post_path(post)) and has_right_at(user, Right.GIVE_POSTS, path)


def may_keep_town(user: Any, path: str) -> bool:
    """Whether the user may change places, organisations, posts and categories at the path."""
    return has_right_at(user, Right.KEEP_TOWN, path)
