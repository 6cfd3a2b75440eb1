"""Places: loading an official list, and making the places that no list knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Max
from django.utils.translation import gettext as _

from foundation.actor import Actor
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import require
from residents.access.operators import may_shape_town
from residents.divisions import Division, decoded, parsed
from residents.models import Place
from residents.paths import WIDTH, child_path
from residents.place_names import naming, place_keys
from residents.queries.places import known_divisions

BATCH = 500
TAKEN_FROM_NAME = ["official_name", "name", "name_en", "kind", "pinyin", "initials"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a list came to, in places."""

    total: int
    created: int
    changed: int


@action("places.load")
def load_place_list(*, by: Actor, raw: bytes) -> Loaded:
    """Load an official list from the bytes of its CSV file, whole or not at all.

    Raises `BadList` with row numbers and reasons.
    """
    return load_places(by=by, divisions=parsed(decoded(raw), known_divisions()))


@action("places.load")
def load_places(*, by: Actor, divisions: Iterable[Division]) -> Loaded:
    """Bring the places up to an official list, wider divisions first (as `divisions.parsed` gives).

    A known code keeps its row and path; where the official name is another, the names follow it.
    A place that the list leaves out stays.
    """
    require(may_shape_town(by), _("Only who keeps the town may load places."))
    rows = list(divisions)
    places = {place.code: place for place in Place.objects.counted()}
    changed = _rename(rows, places)
    created = _create(rows, places)
    if created or changed:
        record.note(
            by,
            "places.loaded",
            places[rows[0].code],
            values={"total": len(rows), "created": created, "changed": changed},
        )
    return Loaded(len(rows), created, changed)


def _rename(rows: list[Division], places: dict[str | None, Place]) -> int:
    renamed = []
    for row in rows:
        place = places.get(row.code)
        if place and place.official_name != row.official_name:
            _name(place, row.official_name)
            renamed.append(place)
    Place.objects.bulk_update(renamed, TAKEN_FROM_NAME, batch_size=BATCH)
    return len(renamed)


def _create(rows: list[Division], places: dict[str | None, Place]) -> int:
    """Make what is not there, level by level (children need their parent's key)."""
    last = _last_numbers()
    created = 0
    for _level, group in groupby(rows, key=lambda row: row.level):
        fresh = [_new(row, places, last) for row in group if row.code not in places]
        Place.objects.bulk_create(fresh, batch_size=BATCH)
        places.update((place.code, place) for place in fresh)
        created += len(fresh)
    return created


def _last_numbers() -> dict[str, int]:
    """The highest child number in use below each path, ended and uncoded places included."""
    last: dict[str, int] = defaultdict(int)
    for path in Place.objects.values_list("path", flat=True):
        last[path[:-WIDTH]] = max(last[path[:-WIDTH]], int(path[-WIDTH:]))
    return last


def _new(row: Division, places: dict[str | None, Place], last: dict[str, int]) -> Place:
    parent = places.get(row.parent)
    above = parent.path if parent else ""
    last[above] += 1
    place = Place(
        code=row.code, level=row.level, parent=parent, path=child_path(above, last[above])
    )
    _name(place, row.official_name)
    return place


def _name(place: Place, official_name: str) -> None:
    names = naming(official_name, place.level)
    place.official_name, place.kind = official_name, names.kind
    place.name, place.name_en = names.name, names.name_en
    place.pinyin, place.initials = place_keys(names.name)


@action("places.create")
def create_place(
    *, by: Actor, parent: Place, name: str, level: str, kind: str = "other", name_en: str = ""
) -> Place:
    """Make a place that no official list knows, such as a grid: it has no code."""
    require(may_shape_town(by, parent.path), _("Only who keeps the town may add places."))
    locked = Place.objects.select_for_update(no_key=True).get(pk=parent.pk)
    last = Place.objects.filter(parent=locked).aggregate(last=Max("path"))["last"]
    pinyin, initials = place_keys(name)
    place = Place.objects.create(
        parent=locked,
        path=child_path(locked.path, int(last[-WIDTH:]) + 1 if last else 1),
        level=level,
        kind=kind,
        name=name,
        name_en=name_en,
        pinyin=pinyin,
        initials=initials,
    )
    record.note(by, "place.created", place, fields=["name", "level"])
    return place
