"""The public list of services: what is asked for, what is found, how many of each sort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from foundation.one_line import one_line
from foundation.prepared import one_after_another
from foundation.search.queries import matching
from residents.models import Place
from residents.models.place import in_ranges
from residents.queries.need_counts import Capped, tally
from services.access.listings import visible_listings
from services.hours import Standing
from services.kinds import Audience, Cost, Kind, When
from services.models import Listing, ListingAudience, ListingKind
from services.queries.standings import (
    ANOTHER_DAY,
    OPEN_NOW,
    in_rank,
    open_now,
    opens_later,
    rank_of,
    spans,
    standing_of,
    with_spans,
)

PAGE = 20
BEST = 300  # of a search: more than anybody reads, and few enough to count under every filter
WORDS_LENGTH = 50
EVENING = 18 * 60 + 30  # open beyond this minute is open in the evening
AXES = ("kind", "for", "cost", "when", "place")


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
    rows = base.filter(conditions(asked, paths))
    arms = arms_of(rows, asked.now, last_seen(user, asked.after))
    page = Listing.objects.filter(pk__in=one_after_another(arms, PAGE + 1))
    page = with_spans(page, asked.now).select_related("place", "venue")
    found = sorted((rank_of(row, asked.now), row.place.path, row.slug, row) for row in page)
    shown = [Row(row, standing_of(row, asked.now)) for *_key, row in found[:PAGE]]
    rank, _path, slug, _row = found[PAGE - 1] if len(found) > PAGE else [""] * 4
    return Found(shown, f"{rank}.{slug}" if slug else "")


def arms_of(
    rows: QuerySet[Listing], now: datetime, after: tuple[int, str, str] | None
) -> list[QuerySet[Any, Any]]:
    """The list rank by rank, from where a page begins, no more than a page of each. Each begins in
    an index, so that the thousandth page costs what the first does."""
    first, path, slug = after or (OPEN_NOW, "", "")
    wanted = [in_rank(rank, now) for rank in range(first, ANOTHER_DAY + 1)]
    if after:
        beyond = [Q(place__path=path, slug__gt=slug), Q(place__path__gt=path)]
        wanted[:1] = [wanted[0] & there for there in beyond]
    return [
        rows.filter(condition).order_by("place__path", "slug").values("pk")[: PAGE + 1]
        for condition in wanted
    ]


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


def last_seen(user: Any, key: str) -> tuple[int, str, str] | None:
    """Rank, path and slug of the listing that a key names; none for an unknown one."""
    rank, _dot, slug = key.partition(".")
    if rank not in {"0", "1", "2"}:
        return None
    last = visible_listings(user).filter(slug=slug).values_list("place__path", "slug").first()
    return (int(rank), *last) if last else None
