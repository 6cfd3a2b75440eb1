"""Ids that stay: a row's own UUID, and what follows from it for the parts of its answer."""

from __future__ import annotations

from functools import cache
from uuid import UUID, uuid5

_EVERYWHERE = UUID("5b1f0a52-6d0e-4c0f-9d5c-3f7a1c2e8b46")
_AT = 0x0000A7000000000000000000000000A7  # leaves the version and the variant of a UUID alone


def part(of: UUID, name: str) -> str:
    """The id of a part of something, by the word that tells it from its other parts."""
    return str(uuid5(of, name))


@cache
def everywhere(name: str) -> str:
    """The id of what is alike in every town that runs this portal: a taxonomy, one of its terms."""
    return part(_EVERYWHERE, name)


def at_location(service: UUID) -> UUID:
    """The id of a service at its place; and, asked again, the service of that id."""
    return UUID(int=service.int ^ _AT)
