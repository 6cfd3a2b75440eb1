"""How many services there are behind each filter of the list."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from residents.paths import is_within
from residents.queries.need_counts import Capped, tally
from services.kinds import Audience, Cost, Kind, When
from services.models import Listing
from services.queries.counted import sizes
from services.queries.listing_filters import AXES, Asked, conditions, one_filter
from services.queries.listing_hits import Hit
from services.queries.listing_list import Base
from services.queries.standings import OPEN_NOW, open_now
from services.steps import EVERYWHERE, name_of

Chosen = dict[str, str]


def counts_of(base: Base, asked: Asked, paths: dict[str, str]) -> dict[str, Capped]:
    """How many there are behind each filter. One query of the kept counts, and none of what words
    have found; what is not all counted yet is counted in one that reads up to a thousand rows
    each."""
    if isinstance(base, list):
        return counts_of_hits(base, asked, paths)
    kept = kept_counts(asked, paths)
    return tally(sets_of(base, asked, paths), Listing) if kept is None else kept


def counts_of_hits(hits: list[Hit], asked: Asked, paths: dict[str, str]) -> dict[str, Capped]:
    """The counts of what words have found."""
    every = [hit for hit in hits if hit.passes(asked.chosen, paths)]
    found = {"all": len(every), "open": sum(hit.rank == OPEN_NOW for hit in every)}
    for axis in AXES:
        others = [hit for hit in hits if hit.passes(asked.chosen, paths, without={axis})]
        found[axis] = len(others)
        for value in values_of(axis, paths):
            found[f"{axis}:{value}"] = sum(hit.has(axis, value, paths) for hit in others)
    return {name: Capped(size) for name, size in found.items()}


def kept_counts(asked: Asked, paths: dict[str, str]) -> dict[str, Capped] | None:
    """The counts as the acts have kept them; None where they are not whole."""
    names = {"all": (asked.chosen, False), "open": (asked.chosen, True)}
    for axis in AXES:
        for value in ["", *values_of(axis, paths)]:
            chosen = {**asked.chosen, axis: value}
            names[f"{axis}:{value}" if value else axis] = (chosen, False)
    cells = {
        key: (name_of(chosen, now=now), places_within(chosen["place"], paths))
        for key, (chosen, now) in names.items()
    }
    wanted: dict[str, set[int]] = defaultdict(set)
    for name, places in cells.values():
        wanted[name].update(places)
    found = sizes(wanted, asked.now)
    if found is None:
        return None
    return {
        key: Capped(sum(found.get((name, place), 0) for place in places))
        for key, (name, places) in cells.items()
    }


def places_within(chosen: str, paths: dict[str, str]) -> list[int]:
    """The keys of the places with services that lie in the chosen one, if one is."""
    if not chosen:
        return [EVERYWHERE]
    return [int(key) for key, path in paths.items() if is_within(path, paths[chosen])]


def values_of(axis: str, paths: dict[str, str]) -> list[str]:
    """Everything that an axis can be filtered by."""
    lists: dict[str, Any] = {"kind": Kind, "for": Audience, "cost": Cost, "when": When}
    return list(paths) if axis == "place" else lists[axis].values


def sets_of(
    base: QuerySet[Listing], asked: Asked, paths: dict[str, str]
) -> dict[str, QuerySet[Listing]]:
    """What each filter would show, under the other filters."""
    sets = {"all": base.filter(conditions(asked, paths))}
    sets["open"] = sets["all"].filter(open_now(asked.now))
    for axis in AXES:
        sets[axis] = base.filter(conditions(asked, paths, without={axis}))
        for value in values_of(axis, paths):
            sets[f"{axis}:{value}"] = sets[axis].filter(one_filter(axis, value, asked.now, paths))
    return sets
