"""What a service adds to the counts behind the filters: steps of each count over a day.

A count is named by what is chosen at four of the filters (`name_of`); where, the fifth, is a key
beside it. At each minute of a day it is the sum of its steps until then.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any

from services.hours import DAY_MINUTES
from services.kinds import When

EVENING = 18 * 60 + 30  # open beyond this minute is open in the evening
WEEK = 7  # days, the first included, in which an evening or a weekend is looked for
FORMAT = 1  # of the steps: another whenever other ones follow from a service
EVERYWHERE = 0  # instead of the key of a place
ANYTHING = ""

Said = dict[str, Any]  # what `said_of` makes, fit for JSON
Key = tuple[str, str, int, int]  # day, name, place, minute
Spans = list[list[int]]


def name_of(chosen: Mapping[str, str], *, now: bool = False) -> str:
    """The name of the count for what is chosen; `now` leaves in it only what is open at once."""
    when = chosen["when"]
    if now and when != When.NOW:
        when = f"{When.NOW}+{when}" if when else When.NOW.value
    return "/".join((when, chosen["kind"], chosen["for"], chosen["cost"]))


def said_of(
    place: int,
    facets: Mapping[str, Iterable[str]],
    spans: Mapping[date, Spans],
    days: Iterable[date],
) -> Said:
    """All that the steps of a service follow from on these days: its place, its kinds, groups and
    costs, and its hours, each day with the week that begins with it."""
    told = {
        day.isoformat(): {"spans": spans.get(day, []), "week": week(spans, day)} for day in days
    }
    return {"place": place, **{axis: sorted(some) for axis, some in facets.items()}, "days": told}


def week(spans: Mapping[date, Spans], first: date) -> list[str]:
    """Of an evening and a weekend, in which it opens in the week from a day on."""
    coming = [first + timedelta(days=ahead) for ahead in range(WEEK)]
    found = []
    if any(end > EVENING for day in coming for _start, end in spans.get(day, [])):
        found.append(When.EVENING.value)
    if any(spans.get(day) for day in coming if day.weekday() >= 5):
        found.append(When.WEEKEND.value)
    return found


def steps_of(said: Said | None) -> Counter[Key]:
    """The steps of a service; None of one that is not shown."""
    found: Counter[Key] = Counter()
    if said is None:
        return found
    axes = [[ANYTHING, *said[axis]] for axis in ("kind", "for", "cost")]
    for day, hours in said["days"].items():
        moves = list(moves_of(hours["spans"], hours["week"]))
        for kind, group, cost in product(*axes):
            for when, minute, change in moves:
                name = "/".join((when, kind, group, cost))
                found[day, name, EVERYWHERE, minute] += change
                found[day, name, said["place"], minute] += change
    return found


def moves_of(spans: Spans, week: list[str]) -> Iterator[tuple[str, int, int]]:
    """What is chosen of the time, a minute, and the change of the count at it."""
    yield ANYTHING, 0, 1
    yield from moves_of_spans(When.NOW, spans)
    if spans:
        yield When.LATER, 0, 1
        yield When.LATER, spans[-1][0], -1
        yield from moves_of_spans(f"{When.NOW}+{When.LATER}", spans[:-1])
    for when in week:
        yield when, 0, 1
        yield from moves_of_spans(f"{When.NOW}+{when}", spans)


def moves_of_spans(when: str, spans: Spans) -> Iterator[tuple[str, int, int]]:
    """One more at the beginning of each span, one less at its end."""
    for start, end in spans:
        yield when, start, 1
        if end < DAY_MINUTES:
            yield when, end, -1
