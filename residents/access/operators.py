"""What may be done by a command at the machine itself, where nobody is logged in."""

from __future__ import annotations

from foundation.actor import Actor, ActorKind
from residents.access.people import may_keep_town
from residents.access.standing import has_right
from residents.roles import Right


def is_operator(by: Actor) -> bool:
    """Whether it is the operator's command: the clock, with nobody who asked for it."""
    return by.kind is ActorKind.CLOCK and by.user is None


def may_shape_town(by: Actor, path: str | None = None) -> bool:
    """Whether the actor may load and change places, organisations and posts at the path; without
    one, what has no place, such as categories."""
    if is_operator(by) or by.user is None:
        return is_operator(by)
    return has_right(by.user, Right.KEEP_TOWN) if path is None else may_keep_town(by.user, path)
