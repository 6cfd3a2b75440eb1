"""The public list of needs: what is asked for, what is found, and how many of each kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet
from django.utils import timezone

from foundation.one_line import one_line
from foundation.search.queries import matching
from residents.access.needs import public_needs
from residents.access.reporters import own_needs
from residents.bilingual import named
from residents.models import Need, NeedCategory, NeedStep, Place
from residents.models.place import in_ranges
from residents.queries.categories import categories_handled
from residents.queries.need_counts import Capped, tally
from residents.queries.need_marks import Mark, drawn
from residents.queries.need_places import places_to_choose
from residents.stages import OPEN_STATES, STAGE_OF, NeedState, Stage

PAGE = 20
BEST = 300  # of a search: more than anybody reads, and few enough to count under every filter
WORDS_LENGTH = 50
FEWEST = 5  # a figure over fewer cases is withheld
LOOK_BACK = timedelta(days=365)
CASES = 1000


@dataclass(frozen=True)
class Asked:
    """What the address asks for, cleaned: unknown values are as if they were not there."""

    words: str
    village: Place | None
    kind: NeedCategory | None
    stage: Stage | None
    before: str


@dataclass(frozen=True)
class Options:
    """What can be asked for."""

    villages: list[Place]
    kinds: list[NeedCategory]


@dataclass(frozen=True)
class Average:
    """Days from raising to the answer, over so many public needs of the last year."""

    days: int
    cases: int


@dataclass(frozen=True)
class Row:
    """A need as the list shows it."""

    need: Need
    place: str
    category: str
    stages: list[Mark]
    past: bool
    finished: bool
    open: bool


@dataclass(frozen=True)
class Found:
    """One page of the list, with the counts behind the filters."""

    rows: list[Row]
    total: Capped
    counts: dict[str, Capped]
    next: str


def options() -> Options:
    """Villages and kinds to filter by. Three queries."""
    return Options(places_to_choose().villages, list(categories_handled()))


def asked_for(query: Any, choices: Options) -> Asked:
    """What a query string asks for; `query` maps names to what was typed."""
    village, kind, stage = (query.get(name, "") for name in ("village", "kind", "stage"))
    return Asked(
        words=one_line(query.get("q", ""))[:WORDS_LENGTH],
        village=next((place for place in choices.villages if str(place.pk) == village), None),
        kind=next((one for one in choices.kinds if one.key == kind), None),
        stage=Stage(stage) if stage in Stage.values else None,
        before=query.get("before", "")[:12].replace("\x00", ""),
    )


def found_needs(asked: Asked, choices: Options) -> Found:
    """The needs that answer, the last published first; up to five queries."""
    base = public_needs()
    if asked.words:
        base = base.filter(number__in=numbers_about(asked.words))
    counts = tally(sets_of(base, asked, choices))
    rows = base.filter(conditions(asked)).order_by("-public_at", "-pk")
    rows = rows.filter(after(asked.before)).with_late().select_related("place", "category")
    page = list(rows[: PAGE + 1])
    further = page[PAGE - 1].number if len(page) > PAGE else ""
    return Found(rows_of(page[:PAGE]), counts["all"], counts, further)


def in_progress(most: int) -> list[Row]:
    """Public needs that are on their way, the last published first. Two queries."""
    rows = public_needs().open().with_late().select_related("place", "category")
    return rows_of(list(rows.order_by("-public_at", "-pk")[:most]))


def own_rows(user: Any, most: int) -> list[Row]:
    """What the user raised, the newest first. Two queries, one for somebody who raised nothing."""
    rows = Need.objects.filter(own_needs(user)).with_late().select_related("place", "category")
    found = list(rows.order_by("-created_at", "-pk")[:most])
    return rows_of(found) if found else []


def rows_of(needs: list[Need]) -> list[Row]:
    """The needs, read `with_late`, with their steppers. One query."""
    kinds: dict[tuple[int, int], set[str]] = {}
    steps = NeedStep.objects.filter(need__in=needs).order_by()
    for need, number, kind in steps.values_list("need", "round", "kind"):
        kinds.setdefault((need, number), set()).add(kind)
    return [
        Row(
            need=need,
            place=named(need.place),
            category=named(need.category),
            stages=drawn(need, kinds.get((need.pk, need.round), set())),
            past=need.late,  # type: ignore[attr-defined]
            finished=need.state == NeedState.CLOSED,
            open=need.state in OPEN_STATES,
        )
        for need in needs
    ]


def numbers_about(words: str) -> list[str]:
    """The numbers of the public needs that words find, the best of them."""
    return list(matching(words, kind="need").values_list("key", flat=True)[:BEST])


def conditions(asked: Asked, *, without: str = "") -> Q:
    """The filters that are set, but one."""
    condition = Q()
    if asked.village and without != "village":
        condition &= in_village(asked.village)
    if asked.kind and without != "kind":
        condition &= Q(category=asked.kind)
    if asked.stage and without != "stage":
        condition &= in_stage(asked.stage)
    return condition


def in_village(place: Place) -> Q:
    """Needs of a village and of everything in it."""
    return in_ranges("place__path", [place.path])


def in_stage(stage: Stage) -> Q:
    """Needs that stand in one of the stage's states."""
    return Q(state__in=[state for state in NeedState if STAGE_OF[state] == stage])


def sets_of(base: QuerySet[Need], asked: Asked, choices: Options) -> dict[str, QuerySet[Need]]:
    """What each filter would show, under the other filters."""
    sets = {"all": base.filter(conditions(asked))}
    for name in ("village", "kind", "stage"):
        sets[name] = base.filter(conditions(asked, without=name))
    for place in choices.villages:
        sets[f"village:{place.pk}"] = sets["village"].filter(in_village(place))
    for kind in choices.kinds:
        sets[f"kind:{kind.key}"] = sets["kind"].filter(category=kind)
    for stage in Stage:
        sets[f"stage:{stage}"] = sets["stage"].filter(in_stage(stage))
    return sets


def after(number: str) -> Q:
    """The condition that a need stands after the one with this number; all do for an unknown one.

    Pages go by key, so that the thousandth costs what the first does.
    """
    last = public_needs().filter(number=number).values_list("public_at", "pk").first()
    if not last:
        return Q()
    moment, key = last
    return Q(public_at__lt=moment) | Q(public_at=moment, pk__lt=key)


def average_answer() -> Average | None:
    """How long answers took, over the public needs answered in the last year (the latest 1,000);
    withheld under five. One query."""
    took = ExpressionWrapper(F("answered_at") - F("created_at"), output_field=DurationField())
    cases = public_needs().filter(answered_at__gte=timezone.now() - LOOK_BACK)
    latest = cases.order_by("-answered_at").annotate(took=took).values_list("took", flat=True)
    times = list(latest[:CASES])
    if len(times) < FEWEST:
        return None
    days = sum(times, timedelta()) / len(times) / timedelta(days=1)
    return Average(max(1, round(days)), len(times))
