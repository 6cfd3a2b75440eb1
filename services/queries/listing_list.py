"""The public list of services: what is asked for, and what is found."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.in_order import Walk
from foundation.one_line import one_line
from foundation.prepared import listed
from foundation.search.queries import matching
from residents.models import Place
from residents.models.place import in_ranges
from residents.paths import is_within
from services.access.listings import visible_listings
from services.hours import Standing
from services.kinds import Audience, Cost, Kind, When
from services.models import Listing, ListingAudience, ListingKind, OpenSpan
from services.queries.listing_hits import Hit, hits_of
from services.queries.listing_rows import Keys, rows_of
from services.queries.standings import (
    ANOTHER_DAY,
    LATER_TODAY,
    OPEN_NOW,
    has_one_of,
    in_rank,
    open_now,
    rank_of,
    spans_later,
    spans_now,
    standing_of,
)
from services.steps import EVENING, WEEK

PAGE = 20
BEST = 300  # of a search: more than anybody reads, and few enough to count under every filter
FEW = 1000  # spans: fewer are sorted, of more the next ones are soon found
WORDS_LENGTH = 50
AXES = ("kind", "for", "cost", "when", "place")
Base = QuerySet[Listing] | list[Hit]  # all there are, or what words have found
Seen = tuple[int, str, str]  # rank, path and slug of the last listing of the page before
MEANT: dict[int, str] = {OPEN_NOW: When.NOW, LATER_TODAY: When.LATER}  # what finds all of a rank
BEFORE_LATER: Seen = (LATER_TODAY, "", "")  # after all that are open, before all others


@dataclass(frozen=True)
class Asked:
    """What the address asks for, cleaned: unknown values are as if they were not there."""

    words: str
    chosen: dict[str, str]  # a value, perhaps empty, for each of AXES
    after: str
    now: datetime

    @property
    def minute(self) -> str:
        """The minute in which it is asked: what is kept depends on it."""
        return f"{self.now:%Y%m%d%H%M}"


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


def base_of(user: Any, asked: Asked) -> Base:
    """What is there before any filter: what the words find, in six queries, or all."""
    if not asked.words:
        return visible_listings(user)
    keys = matching(asked.words, kind="listing").values_list("key", flat=True)[:BEST]
    return hits_of(map(int, keys), asked.now)


def found_listings(
    user: Any,
    base: Base,
    asked: Asked,
    paths: dict[str, str],
    *,
    none_open: bool = False,
) -> Found:
    """The services that answer, open ones first: at most eight queries, which read a page.

    `none_open` says that no open one answers, so that none is looked for.
    """
    after = last_seen(user, asked.after)
    if none_open:
        after = max(after or BEFORE_LATER, BEFORE_LATER)
    found_by: Iterable[Keys] = (
        [partial(first_of_hits, base, asked, paths, after)]
        if isinstance(base, list)
        else (walk.statement for walk in walks(base, asked, paths, after))
    )
    page = rows_of(found_by, PAGE + 1, asked.now)
    found = sorted((rank_of(row, asked.now), row.place.path, row.slug, row) for row in page)
    shown = [Row(row, standing_of(row, asked.now)) for *_key, row in found[:PAGE]]
    rank, _path, slug, _row = found[PAGE - 1] if len(found) > PAGE else [""] * 4
    return Found(shown, f"{rank}.{slug}" if slug else "")


def first_of_hits(
    hits: list[Hit], asked: Asked, paths: dict[str, str], after: Seen | None, most: int
) -> tuple[str, list[int]]:
    """SQL for the keys of a page of what words have found. Raises EmptyResultSet for none."""
    keys = [
        hit.key
        for hit in hits
        if hit.passes(asked.chosen, paths)
        and (after is None or (hit.rank, hit.path, hit.slug) > after)
    ]
    if not keys:
        raise EmptyResultSet
    return listed(keys[:most])


def walks(
    base: QuerySet[Listing], asked: Asked, paths: dict[str, str], after: Seen | None
) -> Iterator[Walk]:
    """The list rank by rank, from where a page begins. Each begins in an index, so that the
    thousandth page costs what the first does: with the places, or where only few services have the
    spans that are looked for, with these."""
    first, path, slug = after or (OPEN_NOW, "", "")
    there, when = places_asked(asked, paths), asked.chosen["when"]
    few = keys_of_few(when, asked.now)
    for rank in range(first, last_rank(asked) + 1):
        meant = MEANT.get(rank, "")
        without = {"place", "when"} if meant == when else {"place"}
        rows = base.filter(conditions(asked, paths, without=without), in_rank(rank, asked.now))
        keys = keys_of_few(meant, asked.now) if few is None and meant != when else few
        if keys is not None:
            rows = rows.filter(pk__in=keys)
        if after and rank == first:
            same, later = (
                [one for one in there if one == path],
                [one for one in there if one > path],
            )
            yield in_places(same, rows.filter(slug__gt=slug), few=keys is not None)
            yield in_places(later, rows, few=keys is not None)
        else:
            yield in_places(there, rows, few=keys is not None)


def keys_of_few(when: str, now: datetime) -> list[int] | None:
    """The listings that a time filter finds, where they are few; reads no more than as many. None
    where it is no filter."""
    if not when:
        return None
    keys = list(spans_at(when, now).order_by().values_list("listing", flat=True)[: FEW + 1])
    return keys if len(keys) <= FEW else None


def last_rank(asked: Asked) -> int:
    """The last rank in which there can be what is asked for."""
    ranks = {when: rank for rank, when in MEANT.items()}
    return ranks.get(asked.chosen["when"], ANOTHER_DAY)


def in_places(paths: list[str], rows: QuerySet[Listing], *, few: bool) -> Walk:
    """Listings of these places, in the order of the list."""
    return Walk(Place.objects.filter(path__in=paths), "path", rows, "place", "slug", few)


def places_asked(asked: Asked, paths: dict[str, str]) -> list[str]:
    """The paths of the places with services that lie within the chosen one, if one is."""
    chosen = paths.get(asked.chosen["place"], "")
    return [path for path in paths.values() if is_within(path, chosen)]


def conditions(asked: Asked, paths: dict[str, str], *, without: Container[str] = ()) -> Q:
    """The filters that are set, but some."""
    condition = Q()
    for axis, value in asked.chosen.items():
        if value and axis not in without:
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
    return open_now(now) if value == When.NOW else has_one_of(spans_at(value, now))


def spans_at(value: str, now: datetime) -> QuerySet[OpenSpan]:
    """The spans that a time filter asks for: of today, or of the coming seven days."""
    if value == When.NOW:
        return spans_now(now)
    if value == When.LATER:
        return spans_later(now)
    week = [now.date() + timedelta(days=ahead) for ahead in range(WEEK)]
    if value == When.EVENING:
        return OpenSpan.objects.filter(day__gte=week[0], day__lte=week[-1], end__gt=EVENING)
    return OpenSpan.objects.filter(day__in=[day for day in week if day.weekday() >= 5])


def last_seen(user: Any, key: str) -> Seen | None:
    """Rank, path and slug of the listing that a key names; none for an unknown one."""
    rank, _dot, slug = key.partition(".")
    if rank not in {"0", "1", "2"}:
        return None
    last = visible_listings(user).filter(slug=slug).values_list("place__path", "slug").first()
    return (int(rank), *last) if last else None
