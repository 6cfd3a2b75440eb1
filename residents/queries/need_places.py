"""The places that a need can be raised for."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from residents.access.people import visible_places
from residents.models import Place

MOST = 200


@dataclass(frozen=True)
class Choices:
    """The villages and communities of the town in place order, and the town as a whole."""

    villages: list[Place]
    whole: Place | None


def places_to_choose() -> Choices:
    """What the portal's own town is made of; every village where no town is loaded. Two queries."""
    town = visible_places().filter(code=settings.TOWN["place"]["code"]).first()
    villages = visible_places().filter(level=Place.Level.VILLAGE)
    if town:
        villages = villages.within(town.path)
    return Choices(list(villages[:MOST]), town)


def place_chosen(key: object) -> Place | None:
    """The place with the key that a draft holds, if a need can still be raised for it."""
    if not str(key).isdecimal():
        return None
    return visible_places().filter(pk=int(str(key))).first()
