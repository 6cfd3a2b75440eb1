"""The kept counts behind the filters: as what services are counted, and what the counts are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Sum

from services.access.listings import visible_listings
from services.hours import minute_of
from services.kinds import Cost, State
from services.models import Counted, CountStep, Listing, ListingAudience, ListingKind, OpenSpan
from services.steps import EVERYWHERE, WEEK, Said, said_of

# The row that is the day's own.
WHOLE: dict[str, Any] = {"name": "", "place": EVERYWHERE, "minute": 0}


def said_now(keys: Iterable[int], days: Iterable[date]) -> dict[int, Said]:
    """As what these listings are to be counted on these days; none that has ended. Four queries."""
    days = sorted(days)
    shown = {row.pk: row for row in visible_listings(None).filter(pk__in=list(keys)).order_by()}
    facets = {key: {"kind": [], "for": [], "cost": costs_of(row)} for key, row in shown.items()}
    kinds = ListingKind.objects.filter(listing__in=shown).order_by()
    for key, kind in kinds.values_list("listing", "kind"):
        facets[key]["kind"].append(kind)
    groups = ListingAudience.objects.filter(listing__in=shown).order_by()
    for key, group in groups.values_list("listing", "audience"):
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
    rows = OpenSpan.objects.filter(listing__in=keys, day__gte=since, day__lt=until)
    columns = ("listing", "day", "start", "end")
    for key, day, start, end in rows.order_by("start").values_list(*columns):
        found[key][day].append([start, end])
    return found


def whole_days() -> set[date]:
    """The days on which every service is counted."""
    return set(CountStep.objects.filter(**WHOLE, change=1).values_list("day", flat=True))


def is_whole(day: date) -> bool:
    """Whether every service that is shown is counted on a day, each looked up."""
    on_it = Counted.objects.filter(said__days__has_key=day.isoformat())
    return not visible_listings(None).exclude(pk__in=on_it.values("pk")).exists()


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
    return found if found.pop((WHOLE["name"], WHOLE["place"]), 0) else None
