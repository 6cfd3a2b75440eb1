"""What may be done by a command at the machine itself, where nobody is logged in."""

from __future__ import annotations

from foundation.actor import Actor, ActorKind
from residents.access.people import may_keep_town
from residents.access.standing import footings, has_right, holding_of
from residents.models import Post
from residents.paths import is_within
from residents.roles import Right, roles_with


def is_operator(by: Actor) -> bool:
    """Whether it is the operator's command: the clock, with nobody who asked for it."""
    return by.kind is ActorKind.CLOCK and by.user is None


def may_shape_town(by: Actor, path: str | None = None) -> bool:
    """Whether the actor may load and change places, organisations and posts at the path; without
    one, what has no place, such as categories."""
    if is_operator(by) or by.user is None:
        return is_operator(by)
    return has_right(by.user, Right.KEEP_TOWN) if path is None else may_keep_town(by.user, path)


def may_enter_people(by: Actor) -> bool:
    """Whether the actor may enter people who are to hold posts."""
    return is_operator(by) or (by.user is not None and has_right(by.user, Right.GIVE_POSTS))


def may_verify_residence(by: Actor, post: Post, path: str) -> bool:
    """Whether the actor may say, for the post, who lives at the path: its holder, in its place, by
    a role that works with residents (a supervisor changes nothing)."""
    works = post.role in roles_with(Right.RAISE_FOR_OTHERS)
    if not works or not post.place or not is_within(path, post.place.path):
        return False
    return is_operator(by) or (by.user is not None and holding_of(by.user, post) is not None)


def post_to_verify(by: Actor, path: str) -> Post | None:
    """The actor's own post by which they may say who lives at the path."""
    if by.user is None:
        return None
    held = Post.objects.filter(pk__in=[step.post for step in footings(by.user)])
    posts = held.select_related("place").order_by("pk")
    return next((post for post in posts if may_verify_residence(by, post, path)), None)
