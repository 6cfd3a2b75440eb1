"""The kept counts behind the filters: as what services are counted, and what the counts are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, DateField, QuerySet, Sum

from foundation.prepared import Later, LaterKeys, Prepared, listed
from services.access.listings import visible_listings
from services.hours import minute_of
from services.kinds import Cost, State
from services.models import Counted, CountStep, Listing, ListingAudience, ListingKind, OpenSpan
from services.queries.standings import spans_now
from services.steps import ANYTHING, EVERYWHERE, FORMAT, WEEK, Said, name_of, said_of

# The row that is the day's own.
WHOLE: dict[str, Any] = {"name": "", "place": EVERYWHERE, "minute": 0}
NO_FILTER = {"kind": ANYTHING, "for": ANYTHING, "cost": ANYTHING, "when": ANYTHING}
LOOKED_AT = (time(10), time(15))  # when most are open


def said_now(keys: Iterable[int], days: Iterable[date]) -> dict[int, Said]:
    """As what these listings are to be counted on these days; none that has ended. Four queries."""
    return said_by(shown_of(keys), days)


def shown_of(keys: Iterable[int]) -> dict[int, Listing]:
    """These listings with their places, in no order; none that has ended. One query; none for
    none."""
    asked = listed(keys)
    return {row.pk: row for row in SHOWN.all(keys=asked)} if asked[1] else {}


def said_by(shown: Mapping[int, Listing], days: Iterable[date]) -> dict[int, Said]:
    """As what these listings are counted on these days. Three queries; none for none."""
    if not shown:
        return {}
    days = sorted(days)
    facets = {key: {"kind": [], "for": [], "cost": costs_of(row)} for key, row in shown.items()}
    for key, kind in KINDS.rows(keys=listed(shown)):
        facets[key]["kind"].append(kind)
    for key, group in GROUPS.rows(keys=listed(shown)):
        facets[key]["for"].append(group)
    running = [key for key, row in shown.items() if row.state == State.ACTIVE]
    spans = spans_between(running, days[0], days[-1] + timedelta(days=WEEK))
    return {key: said_of(row.place_id, facets[key], spans[key], days) for key, row in shown.items()}


def costs_of(listing: Listing) -> list[str]:
    """By which choices of the price it is found."""
    found = {Cost.FREE: listing.is_free, Cost.REDUCED: listing.reductions != ""}
    return [cost.value for cost, is_so in found.items() if is_so]


def spans_between(
    keys: Iterable[int], since: date, until: date
) -> Mapping[int, dict[date, list[list[int]]]]:
    """The spans of these listings by their days, in order, from a day on and before another."""
    found: dict[int, dict[date, list[list[int]]]] = defaultdict(lambda: defaultdict(list))
    asked = listed(keys)
    rows = SPANS.rows(keys=asked, since=since, until=until) if asked[1] else []
    for key, day, start, end in rows:
        found[key][day].append([start, end])
    return found


def whole_days(since: date) -> set[date]:
    """The days from this one on, on which every service is counted."""
    rows = CountStep.objects.filter(**WHOLE, day__gte=since, change=FORMAT)
    return set(rows.values_list("day", flat=True))


def is_whole(day: date) -> bool:
    """Whether every service that is shown is counted on a day, each looked up."""
    on_it = Counted.objects.filter(said__days__has_key=day.isoformat())
    return not visible_listings(None).exclude(pk__in=on_it.values("pk")).exists()


def are_true(day: date) -> bool:
    """Whether the steps of a day say of each place how many services it has, and how many are open
    at two minutes. Six short queries, which find what nobody wrote by an act."""
    names = {time.min: name_of(NO_FILTER)} | dict.fromkeys(LOOKED_AT, name_of(NO_FILTER, now=True))
    for moment, name in names.items():
        now = datetime.combine(day, moment)
        until = CountStep.objects.filter(day=day, name=name, minute__lte=minute_of(now)).order_by()
        kept = dict(until.values_list("place").annotate(Sum("change")))
        found = dict(shown_at(now if moment in LOOKED_AT else None))
        found[EVERYWHERE] = sum(found.values())
        if {place: n for place, n in kept.items() if n} != {p: n for p, n in found.items() if n}:
            return False
    return True


def shown_at(now: datetime | None) -> Iterable[tuple[int, int]]:
    """How many services each place has; at a moment, how many that are open. One query."""
    if now is None:
        return visible_listings(None).order_by().values_list("place").annotate(Count("pk"))
    open_ones = spans_now(now).filter(listing__state=State.ACTIVE).order_by()
    return open_ones.values_list("listing__place").annotate(Count("pk"))


def sizes(wanted: Mapping[str, set[int]], now: datetime) -> dict[tuple[str, int], int] | None:
    """The count of each name in each of its places at a moment; None on a day that is not whole.
    One query, which reads the steps of these counts until then."""
    alike: dict[frozenset[int], list[str]] = defaultdict(list)
    for name, places in wanted.items():
        alike[frozenset(places)].append(name)
    alike[frozenset([WHOLE["place"]])].append(WHOLE["name"])
    until = CountStep.objects.filter(day=now.date(), minute__lte=minute_of(now)).order_by()
    each = [
        until.filter(name__in=names, place__in=places)
        .values_list("name", "place")
        .annotate(Sum("change"))
        for places, names in alike.items()
    ]
    found = {(name, place): n for name, place, n in each[0].union(*each[1:], all=True)}
    return found if found.pop((WHOLE["name"], WHOLE["place"]), 0) == FORMAT else None


def _of_these(rows: QuerySet[Any], column: str) -> QuerySet[Any, Any]:
    return rows.filter(listing__in=LaterKeys("keys")).order_by().values_list("listing_id", column)


def _spans() -> QuerySet[OpenSpan, Any]:
    since: Any = Later("since", DateField())
    until: Any = Later("until", DateField())
    rows = OpenSpan.objects.filter(listing__in=LaterKeys("keys"), day__gte=since, day__lt=until)
    return rows.order_by("start").values_list("listing_id", "day", "start", "end")


def _shown() -> QuerySet[Listing]:
    rows = visible_listings(None).filter(pk__in=LaterKeys("keys"))
    return rows.select_related("place").order_by()


SHOWN, SPANS = Prepared(_shown), Prepared(_spans)
KINDS = Prepared(lambda: _of_these(ListingKind.objects.all(), "kind"))
GROUPS = Prepared(lambda: _of_these(ListingAudience.objects.all(), "audience"))
