"""The public list of services: what is asked for, and what is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Exists, OuterRef, QuerySet

from foundation.in_order import Walk
from foundation.one_line import one_line
from foundation.prepared import listed
from foundation.search.queries import matching
from residents.models import Place
from services.access.listings import visible_listings
from services.hours import Standing
from services.kinds import Audience, Cost, Kind, When
from services.models import Listing
from services.queries.listing_filters import AXES, Asked, conditions, places_asked, spans_at
from services.queries.listing_hits import Hit, hits_of
from services.queries.listing_rows import rows_of
from services.queries.standings import (
    ANOTHER_DAY,
    LATER_TODAY,
    OPEN_NOW,
    in_rank,
    rank_of,
    standing_of,
)

PAGE = 20
BEST = 300  # of a search: more than anybody reads, and few enough to count under every filter
FEW = 1000  # spans: fewer are sorted, of more the next ones are soon found
WORDS_LENGTH = 50
Base = QuerySet[Listing] | list[Hit]  # all there are, or what words have found
Seen = tuple[int, str, str]  # rank, path and slug of the last listing of the page before
MEANT: dict[int, str] = {OPEN_NOW: When.NOW, LATER_TODAY: When.LATER}  # what finds all of a rank


@dataclass(frozen=True)
class Row:
    """A listing as the list shows it."""

    listing: Listing
    standing: Standing


@dataclass(frozen=True)
class Known:
    """How many answer, and how many of these are open, as it is kept."""

    total: int
    open: int


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
    known: Known | None = None,
) -> Found:
    """The services that answer, open ones first: at most eight queries, which read a page. What is
    known of how many there are spares some."""
    after = last_seen(user, asked.after)
    page = first_of(base, asked, paths, after, known)
    keyed = ((rank_of(row, asked.now), row.place.path, row.slug, row) for row in page)
    found = sorted(one for one in keyed if after is None or one[:3] > after)
    shown = [Row(row, standing_of(row, asked.now)) for *_key, row in found[:PAGE]]
    rank, _path, slug, _row = found[PAGE - 1] if len(found) > PAGE else [""] * 4
    return Found(shown, f"{rank}.{slug}" if slug else "")


def first_of(
    base: Base, asked: Asked, paths: dict[str, str], after: Seen | None, known: Known | None
) -> list[Any]:
    """The rows of a page and one more, in no order: all where they are fewer."""
    most, now = PAGE + 1, asked.now
    if isinstance(base, list):
        return rows_of([partial(first_of_hits, base, asked, paths, after)], most, now)
    if known and known.total <= PAGE:
        rows = rows_of([partial(all_of_few, base, asked, paths)], most, now)
        if len(rows) <= PAGE:  # else more answer than was kept, and these are any of them
            return rows
    many = bool(known and known.open > FEW)
    found_by = (walk.statement for walk in walks(base, asked, paths, after, many_open=many))
    return rows_of(found_by, most, now)


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


def all_of_few(
    base: QuerySet[Listing], asked: Asked, paths: dict[str, str], most: int
) -> tuple[str, tuple[Any, ...]]:
    """SQL for the keys of all that answer, where one page shows them."""
    rows = base.filter(conditions(asked, paths)).order_by()
    keys = keys_of_few(asked.chosen["when"], asked.now)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    return rows.values("pk")[:most].query.sql_with_params()


def walks(
    base: QuerySet[Listing],
    asked: Asked,
    paths: dict[str, str],
    after: Seen | None,
    *,
    many_open: bool = False,
) -> Iterator[Walk]:
    """The list rank by rank, from where a page begins. Each begins in an index, so that the
    thousandth page costs what the first does: with the places, or where only few services have the
    spans that are looked for, with these. `many_open` says that no few have those of this hour."""
    first, path, slug = after or (OPEN_NOW, "", "")
    there, when = places_asked(asked, paths), asked.chosen["when"]
    many = {When.NOW} if many_open else set()
    few = None if when in many else keys_of_few(when, asked.now)
    for rank in range(first, last_rank(asked) + 1):
        meant = MEANT.get(rank, "")
        without = {"place", "when"} if meant == when else {"place"}
        rows = base.filter(conditions(asked, paths, without=without), in_rank(rank, asked.now))
        keys = few
        if few is None and meant != when and meant not in many:
            keys = keys_of_few(meant, asked.now)
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


def last_seen(user: Any, key: str) -> Seen | None:
    """Rank, path and slug of the listing that a key names; none for an unknown one."""
    rank, _dot, slug = key.partition(".")
    if rank not in {"0", "1", "2"}:
        return None
    last = visible_listings(user).filter(slug=slug).values_list("place__path", "slug").first()
    return (int(rank), *last) if last else None
