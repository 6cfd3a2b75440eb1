"""The public list of services: what is asked for, what is found, how many of each sort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from foundation.one_line import one_line
from foundation.search.queries import matching
from residents.models import Place
from residents.models.place import in_ranges
from residents.queries.need_counts import Capped, tally
from services.access.listings import visible_listings
from services.hours import Standing
from services.kinds import Audience, Cost, Kind, When
from services.models import Listing
from services.queries.standings import (
    open_now,
    opens_later,
    ranked,
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
    """One page of the list, with the counts behind the filters."""

    rows: list[Row]
    counts: dict[str, Capped]
    next: str


def places_with_listings(user: Any) -> list[Place]:
    """The villages and communities that have a service to show, in place order. One query."""
    rows = Place.objects.filter(pk__in=visible_listings(user).values("place"))
    return list(rows.order_by("path"))


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


def found_listings(user: Any, asked: Asked, places: list[Place]) -> Found:
    """The services that answer, open ones first: at most seven queries."""
    base = visible_listings(user)
    if asked.words:
        keys = matching(asked.words, kind="listing").values_list("key", flat=True)[:BEST]
        base = base.filter(pk__in=[int(key) for key in keys])
    paths = {str(place.pk): place.path for place in places}
    counts = tally(sets_of(base, asked, paths), Listing)
    rows = with_spans(ranked(base.filter(conditions(asked, paths)), asked.now), asked.now)
    rows = rows.filter(beyond(user, asked.after))
    rows = rows.select_related("place", "venue").prefetch_related("kinds")
    page: list[Any] = list(rows[: PAGE + 1])
    further = f"{page[PAGE - 1].rank}.{page[PAGE - 1].slug}" if len(page) > PAGE else ""
    shown = [Row(listing, standing_of(listing, asked.now)) for listing in page[:PAGE]]
    return Found(shown, counts, further)


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
        return Q(pk__in=Listing.objects.filter(kinds__kind=value).values("pk"))
    if axis == "for":
        return Q(pk__in=Listing.objects.filter(audiences__audience=value).values("pk"))
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


def beyond(user: Any, key: str) -> Q:
    """The condition that a listing stands after the one named; all do for an unknown one.

    Pages go by key, so that the thousandth costs what the first does.
    """
    if not key:
        return Q()
    rank, _dot, slug = key.partition(".")
    last = visible_listings(user).filter(slug=slug).values_list("place__path", "slug").first()
    if not last or rank not in {"0", "1", "2"}:
        return Q()
    path, slug = last
    same = Q(place__path__gt=path) | Q(place__path=path, slug__gt=slug)
    return Q(rank__gt=int(rank)) | (Q(rank=int(rank)) & same)
