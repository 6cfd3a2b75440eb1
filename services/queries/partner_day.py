"""The partner's day: what is promised, what was entered today, and where the quarter stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from services.ledger_words import share_words
from services.models import Agreement, Delivery, Obligation
from services.money import ZERO, cents
from services.periods import Span, quarter_of
from services.queries.quarter import figures_of
from services.terms import DeliveryKind, Per

UNDO_FOR = timedelta(minutes=10)
DAY = timedelta(days=1)
Line = tuple[int, int, str]  # agreement, line, unit: see `line_of`


@dataclass(frozen=True)
class Standing:
    """Where an obligation stands in a quarter, in its unit: agreed for the whole of it, and
    accepted so far."""

    agreed: Decimal = ZERO
    accepted: Decimal = ZERO

    @property
    def missing(self) -> Decimal:
        """What is still to come."""
        return max(ZERO, self.agreed - self.accepted)

    @property
    def agreed_words(self) -> str:
        """What is agreed as a page says it: a part of a month or a week is reckoned by days."""
        return share_words(self.agreed)

    @property
    def missing_words(self) -> str:
        """What is still to come, likewise."""
        return share_words(self.missing)

    def plus(self, other: Standing) -> Standing:
        """Two rows of one line together."""
        return Standing(self.agreed + other.agreed, self.accepted + other.accepted)


@dataclass(frozen=True)
class DayLine:
    """An obligation on a day."""

    obligation: Obligation
    entered: Decimal  # of that day, with counter-entries
    yesterday: Decimal  # of the day before
    entries: list[Delivery]  # of that day, undone ones left out, the newest first
    quarter: Standing

    @property
    def usual(self) -> Decimal | None:
        """The quantity promised for each day, where it is promised by the day."""
        return self.obligation.quantity if self.obligation.per == Per.DAY else None


@dataclass(frozen=True)
class PartnerDay:
    """The page of a partner on a day."""

    day: date
    quarter: Span
    lines: list[DayLine]


def partner_day(agreements: Iterable[Agreement], day: date) -> PartnerDay:
    """What the agreements promise on a day, and what was entered: eight queries for any number."""
    chosen = list(agreements)
    quarter = quarter_of(day)
    standing: dict[Line, Standing] = defaultdict(Standing)
    for figures in figures_of(chosen, *quarter).values():
        for line in figures.obligations:
            key = line_of(line.obligation)
            standing[key] = standing[key].plus(Standing(line.agreed, line.counted.accepted))
    obligations = list(running_on(chosen, day))
    sums = entered_by_day(chosen, (day - DAY, day))
    entries = entries_of(chosen, day)
    lines = [
        DayLine(
            obligation=one,
            entered=sums.get((line_of(one), day), ZERO),
            yesterday=sums.get((line_of(one), day - DAY), ZERO),
            entries=entries[line_of(one)],
            quarter=standing[line_of(one)],
        )
        for one in obligations
    ]
    return PartnerDay(day, quarter, lines)


def line_of(obligation: Obligation) -> Line:
    """What rows have in common that follow each other by amendment, in one unit."""
    return obligation.agreement_id, obligation.line, obligation.unit


def running_on(agreements: Iterable[Agreement], day: date) -> QuerySet[Obligation]:
    """The obligations that run on a day: one query."""
    over = Coalesce("agreement__ended_on", "agreement__until")
    return (
        Obligation.objects.filter(agreement__in=list(agreements), since__lte=day)
        .filter(Q(until__isnull=True) | Q(until__gt=day))
        .annotate(agreement_over=over)
        .filter(agreement_over__gt=day, agreement__since__lte=day)
        .select_related("agreement__place", "agreement__partner", "listing")
        .order_by("agreement__place__path", "agreement__number", "line")
    )


def entered_by_day(
    agreements: Iterable[Agreement], days: Iterable[date]
) -> dict[tuple[Line, date], Decimal]:
    """What was entered for days, with counter-entries, by line and day: one query."""
    rows = Delivery.objects.filter(obligation__agreement__in=list(agreements), day__in=list(days))
    line = ("obligation__agreement", "obligation__line", "obligation__unit")
    sums = rows.order_by().values_list(*line, "day").annotate(total=Sum("quantity"))
    return {(found[:3], found[3]): cents(found[4]) for found in sums}


def entries_of(agreements: Iterable[Agreement], day: date) -> dict[Line, list[Delivery]]:
    """The entries for a day that were not undone, by line, the newest first: one query."""
    rows = Delivery.objects.filter(
        obligation__agreement__in=list(agreements), day=day, kind=DeliveryKind.ENTRY
    ).exclude(corrections__kind=DeliveryKind.UNDO)
    found: dict[Line, list[Delivery]] = defaultdict(list)
    for row in rows.select_related("obligation").order_by("-at", "-pk"):
        found[line_of(row.obligation)].append(row)
    return found


def may_still_undo(delivery: Delivery, now: datetime) -> bool:
    """Whether the ten minutes are not over."""
    return now - delivery.at <= UNDO_FOR


def history(deliveries: QuerySet[Delivery]) -> QuerySet[Delivery]:
    """Entries with everything that befell them, the newest day first: five queries."""
    return (
        deliveries.filter(kind=DeliveryKind.ENTRY)
        .select_related("obligation__agreement", "attachment")
        .prefetch_related("corrections", "reductions__answer", "reductions__lift")
        .order_by("-day", "-pk")
    )
