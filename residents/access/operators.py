"""What may be done by a command at the machine itself, where nobody is logged in."""

from __future__ import annotations

from foundation.actor import Actor, ActorKind
from residents.access.people import may_keep_town


def is_operator(by: Actor) -> bool:
    """Whether it is the operator's command: the clock, with nobody who asked for it."""
    return by.kind is ActorKind.CLOCK and by.user is None


def may_shape_town(by: Actor, path: str = "") -> bool:
    """Whether the actor may load and change places, organisations, posts and categories there."""
    return is_operator(by) or (by.user is not None and may_keep_town(by.user, path))
