"""The places that a need can be raised for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import BigIntegerField, DateField
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.prepared import Later, Prepared
from residents.access.people import visible_places
from residents.access.standing import places_with
from residents.models import Place
from residents.roles import Right

MOST = 200
KEY_DIGITS = 18  # no database has longer keys


@dataclass(frozen=True)
class Choices:
    """The villages and communities of the town in place order, and the town as a whole."""

    villages: list[Place]
    whole: Place | None

    def by_kind(self) -> list[tuple[str, list[Place]]]:
        """Communities and villages under their headings, each in place order, then what is left."""
        headings = {Place.Kind.COMMUNITY: _("Communities"), Place.Kind.VILLAGE: _("Villages")}
        groups = [
            (heading, [place for place in self.villages if place.kind == kind])
            for kind, heading in headings.items()
        ]
        others = [place for place in self.villages if place.kind not in headings]
        groups.append((_("Elsewhere"), [*others, self.whole] if self.whole else others))
        return [(heading, places) for heading, places in groups if places]


def places_to_choose() -> Choices:
    """What the portal's own town is made of; every village where no town is loaded. Two queries."""
    town = visible_places().filter(code=settings.TOWN["place"]["code"]).first()
    villages = visible_places().filter(level=Place.Level.VILLAGE)
    if town:
        villages = villages.within(town.path)
    return Choices(list(villages[:MOST]), town)


def own_village(user: Any) -> str:
    """The key of the village at whose window the user enters needs for others; "" where there is
    none, or several."""
    places = places_with(user, Right.RAISE_FOR_OTHERS).filter(level=Place.Level.VILLAGE)
    keys = list(places.values_list("pk", flat=True)[:2])
    return str(keys[0]) if len(keys) == 1 else ""


def place_chosen(key: object) -> Place | None:
    """The place with the key that a draft holds, if a need can still be raised for it."""
    typed = str(key)
    if not typed.isdecimal() or len(typed) > KEY_DIGITS:
        return None
    return CHOSEN.first(place=int(typed), today=timezone.localdate())


CHOSEN = Prepared(
    lambda: (
        visible_places(Later("today", DateField()))
        .filter(pk=Later("place", BigIntegerField()))
        .order_by()
    )
)
