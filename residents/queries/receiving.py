"""Which post takes a need in, before anybody is given it."""

from __future__ import annotations

from residents.models import Place, Post
from residents.models.place import in_force
from residents.paths import ancestors
from residents.roles import Right, roles_with


def receiving_post(place: Place) -> Post | None:
    """The post that sorts the needs of a place, the nearest one: its own, or of a place above.

    One query.
    """
    posts = Post.objects.filter(
        in_force("abolished_on"),
        role__in=roles_with(Right.SORT_NEEDS),
        place__path__in=[*ancestors(place.path), place.path],
    )
    return posts.order_by("-place__path", "pk").first()
