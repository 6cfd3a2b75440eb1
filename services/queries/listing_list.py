"""The public list of services: what is asked for, what is found, how many of each sort."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.in_order import Walk, one_after_another
from foundation.one_line import one_line
from foundation.search.queries import matching
from residents.models import Place
from residents.models.place import in_ranges
from residents.paths import is_within
from residents.queries.need_counts import Capped, tally
from services.access.listings import visible_listings
from services.hours import Standing
from services.kinds import Audience, Cost, Kind, When
from services.models import Listing, ListingAudience, ListingKind
from services.queries.listing_rows import rows_of
from services.queries.standings import (
    ANOTHER_DAY,
    OPEN_NOW,
    in_rank,
    open_now,
    opens_later,
    rank_of,
    ranked,
    spans,
    standing_of,
)

PAGE = 20
BEST = 300  # of a search: more than anybody reads, and few enough to count under every filter
WORDS_LENGTH = 50
EVENING = 18 * 60 + 30  # open beyond this minute is open in the evening
AXES = ("kind", "for", "cost", "when", "place")
Seen = tuple[int, str, str]  # rank, path and slug of the last listing of the page before


@dataclass(frozen=True)
class Asked:
    """What the address asks for, cleaned: unknown values are as if they were not there."""

    words: str
    chosen: dict[str, str]  # a value, perhaps empty, for each of AXES
    after: str
    now: datetime


@dataclass(frozen=True)
class Row:
    """A listing as the list shows it."""

    listing: Listing
    standing: Standing


@dataclass(frozen=True)
class Found:
    """One page of the list, and the key of the next one; empty on the last."""

    rows: list[Row]
    next: str


def places_with_listings(user: Any) -> list[Place]:
    """The villages and communities that have a service to show, in place order. One query."""
    there = visible_listings(user).filter(place=OuterRef("pk"))
    return list(Place.objects.filter(Exists(there)).order_by("path"))


def asked_for(query: Any, places: list[Place], now: datetime) -> Asked:
    """What a query string asks for; `query` maps names to what was typed."""
    known = {
        "kind": Kind.values,
        "for": Audience.values,
        "cost": Cost.values,
        "when": When.values,
        "place": [str(place.pk) for place in places],
    }
    typed = {name: query.get(name, "") for name in AXES}
    return Asked(
        words=one_line(query.get("q", ""))[:WORDS_LENGTH],
        chosen={name: value if value in known[name] else "" for name, value in typed.items()},
        after=query.get("after", "")[:90].replace("\x00", ""),
        now=now,
    )


def base_of(user: Any, asked: Asked) -> QuerySet[Listing]:
    """What the words find, before any filter; two queries where there are words."""
    base = visible_listings(user)
    if not asked.words:
        return base
    keys = matching(asked.words, kind="listing").values_list("key", flat=True)[:BEST]
    return base.filter(pk__in=[int(key) for key in keys])


def counts_of(base: QuerySet[Listing], asked: Asked, paths: dict[str, str]) -> dict[str, Capped]:
    """How many there are behind each filter. One query, which reads up to a thousand rows each."""
    return tally(sets_of(base, asked, paths), Listing)


def found_listings(
    user: Any, base: QuerySet[Listing], asked: Asked, paths: dict[str, str]
) -> Found:
    """The services that answer, open ones first: at most three queries, which read a page."""
    after = last_seen(user, asked.after)
    keys = (
        first_of_few(base, asked, paths, after)
        if asked.words
        else one_after_another(walks(base, asked, paths, after), PAGE + 1)
    )
    page = rows_of(keys, asked.now)
    found = sorted((rank_of(row, asked.now), row.place.path, row.slug, row) for row in page)
    shown = [Row(row, standing_of(row, asked.now)) for *_key, row in found[:PAGE]]
    rank, _path, slug, _row = found[PAGE - 1] if len(found) > PAGE else [""] * 4
    return Found(shown, f"{rank}.{slug}" if slug else "")


def first_of_few(
    base: QuerySet[Listing], asked: Asked, paths: dict[str, str], after: Seen | None
) -> QuerySet[Any, Any]:
    """The keys of a page of what words have found, which is sorted whole."""
    rows = ranked(base.filter(conditions(asked, paths)), asked.now)
    if after:
        rank, path, slug = after
        beyond = Q(place__path=path, slug__gt=slug) | Q(place__path__gt=path)
        rows = rows.filter(Q(rank__gt=rank) | Q(beyond, rank=rank))
    return rows.values("pk")[: PAGE + 1]


def walks(
    base: QuerySet[Listing], asked: Asked, paths: dict[str, str], after: Seen | None
) -> Iterator[Walk]:
    """The list rank by rank, from where a page begins. Each begins in an index, so that the
    thousandth page costs what the first does."""
    first, path, slug = after or (OPEN_NOW, "", "")
    rows = base.filter(conditions(asked, paths, without="place"))
    there = places_asked(asked, paths)
    for rank in range(first, ANOTHER_DAY + 1):
        ranks = rows.filter(in_rank(rank, asked.now))
        if after and rank == first:
            yield in_places([one for one in there if one == path], ranks.filter(slug__gt=slug))
            yield in_places([one for one in there if one > path], ranks)
        else:
            yield in_places(there, ranks)


def in_places(paths: list[str], rows: QuerySet[Listing]) -> Walk:
    """Listings of these places, in the order of the list."""
    return Walk(Place.objects.filter(path__in=paths), "path", rows, "place", "slug")


def places_asked(asked: Asked, paths: dict[str, str]) -> list[str]:
    """The paths of the places with services that lie within the chosen one, if one is."""
    chosen = paths.get(asked.chosen["place"], "")
    return [path for path in paths.values() if is_within(path, chosen)]


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
        sets[axis] = base.filter(conditions(asked, paths, without=axis))
        for value in values_of(axis, paths):
            sets[f"{axis}:{value}"] = sets[axis].filter(one_filter(axis, value, asked.now, paths))
    return sets


def conditions(asked: Asked, paths: dict[str, str], *, without: str = "") -> Q:
    """The filters that are set, but one."""
    condition = Q()
    for axis, value in asked.chosen.items():
        if value and axis != without:
            condition &= one_filter(axis, value, asked.now, paths)
    return condition


def one_filter(axis: str, value: str, now: datetime, paths: dict[str, str]) -> Q:
    """The condition of one filter."""
    if axis == "kind":
        return Q(Exists(ListingKind.objects.filter(listing=OuterRef("pk"), kind=value)))
    if axis == "for":
        return Q(Exists(ListingAudience.objects.filter(listing=OuterRef("pk"), audience=value)))
    if axis == "cost":
        return Q(is_free=True) if value == Cost.FREE else ~Q(reductions="")
    if axis == "place":
        return in_ranges("place__path", [paths[value]])
    return in_time(value, now)


def in_time(value: str, now: datetime) -> Q:
    """The condition of a time filter: of today, or of the coming seven days."""
    if value == When.NOW:
        return open_now(now)
    if value == When.LATER:
        return opens_later(now)
    week = [now.date() + timedelta(days=ahead) for ahead in range(7)]
    if value == When.EVENING:
        return spans(day__gte=week[0], day__lte=week[-1], end__gt=EVENING)
    return spans(day__in=[day for day in week if day.weekday() >= 5])


def last_seen(user: Any, key: str) -> Seen | None:
    """Rank, path and slug of the listing that a key names; none for an unknown one."""
    rank, _dot, slug = key.partition(".")
    if rank not in {"0", "1", "2"}:
        return None
    last = visible_listings(user).filter(slug=slug).values_list("place__path", "slug").first()
    return (int(rank), *last) if last else None
