"""Who may give posts, keep the town's rows, and see people."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from residents.access.standing import cluster_paths, footings, has_right_at, paths_with
from residents.models import (
    Cluster,
    ClusterMembership,
    Holding,
    Organization,
    Person,
    Place,
    Post,
    Residence,
    Venue,
)
from residents.models.place import PlaceQuerySet, in_force, in_ranges
from residents.paths import common_path
from residents.roles import Right

PEOPLE_RIGHTS = (Right.GIVE_POSTS, Right.KEEP_ACCOUNTS, Right.READ_ALL)


def seat_path(seat: Place | Organization | Venue | Cluster) -> str:
    """The path of the place that something is or lies in; of a cluster, the narrowest place around
    all of its villages of today, so that who keeps one of them does not keep the cluster."""
    if isinstance(seat, Place):
        return seat.path
    if isinstance(seat, Cluster):
        return common_path(cluster_paths({seat.pk}).get(seat.pk, ()))
    return seat.place.path


def post_path(post: Post) -> str:
    """The path of the place that a post belongs to."""
    seat = post.place or post.organization or post.cluster
    return seat_path(seat) if seat else ""


def posts_within(paths: list[str], post: str = "") -> Q:
    """The condition that a post is in a place or an organisation within the paths, or in a cluster
    with a village there; `post` is the way to it (`holdings__post__`)."""
    clusters = ClusterMembership.objects.filter(in_ranges("place__path", paths), in_force("until"))
    return (
        in_ranges(f"{post}place__path", paths)
        | in_ranges(f"{post}organization__place__path", paths)
        | Q(**{f"{post}cluster__in": clusters.values("cluster")})
    )


def visible_places(today: Any = None) -> PlaceQuerySet:
    """Places are public: all that have not ended (by a day other than today, if it is given)."""
    return Place.objects.filter(in_force(today=today))


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
    return Post.objects.filter(posts_within(reach(user)))


def visible_people(user: Any) -> QuerySet[Person]:
    """The people whom staff who give posts or keep accounts see: with a post or a home there."""
    steps = footings(user)
    return people_at([path for right in PEOPLE_RIGHTS for path in paths_with(steps, right)])


def people_at(paths: list[str]) -> QuerySet[Person]:
    """The people with a post, now or before, or a home in the places within these paths."""
    return Person.objects.filter(
        posts_within(paths, "holdings__post__") | in_ranges("residences__place__path", paths)
    ).distinct()


def posts_in_force(cluster: Cluster) -> QuerySet[Post]:
    """The posts of a cluster that are not abolished."""
    return cluster.posts.filter(in_force("abolished_on"))


def homes(person: Person) -> QuerySet[Residence]:
    """Where somebody is known to live today."""
    return person.residences.filter(in_force("until")).select_related("place")


def homes_within_reach(user: Any, person: Person) -> QuerySet[Residence]:
    """The homes of which the user may say that they were left."""
    paths = paths_with(footings(user), Right.RAISE_FOR_OTHERS)
    return homes(person).filter(in_ranges("place__path", paths))


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
