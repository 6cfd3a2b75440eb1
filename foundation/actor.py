"""Who does a thing: a user with the holding used, a visitor, or the clock. Values only."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class ActorKind(StrEnum):
    USER = "user"
    VISITOR = "visitor"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Actor:
    """The `by` of every action.

    `user` is a User for people who are logged in and None otherwise; `holding` is the key of the
    holding that gave the right, where one did; `channel` says by which door (web, window, phone,
    import, clock); `address` is a keyed digest, never an address.
    """

    kind: ActorKind
    user: Any = None
    holding: int | None = None
    channel: str = "web"
    address: str = ""
    job: str = ""

    def using(self, holding: int | None) -> Actor:
        """The same actor, with the holding that gives the right to what is being done."""
        return replace(self, holding=holding)


def clock(job: str, asked_by: Any = None) -> Actor:
    """The clock doing a job; the rights of who asked are checked again when it runs."""
    return Actor(ActorKind.CLOCK, user=asked_by, channel="clock", job=job)


def visitor(address: str = "", channel: str = "web") -> Actor:
    """Somebody without an account."""
    return Actor(ActorKind.VISITOR, channel=channel, address=address)


def person(
    user: Any, *, holding: int | None = None, channel: str = "web", address: str = ""
) -> Actor:
    """A user who is logged in."""
    return Actor(ActorKind.USER, user=user, holding=holding, channel=channel, address=address)
