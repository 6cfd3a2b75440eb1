"""The public ledger (履约台账): every agreement of a place, its quarters, and what they come to.

Rows stand in the order of places, never by score. Totals are sums of the rows that are listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum

from residents.models.place import in_ranges
from services.access.agreements import public_statements, visible_agreements
from services.models import Agreement, Delivery, Investment, Reduction, ReductionLift, Statement
from services.money import ZERO, cents
from services.periods import Span, quarter_of
from services.queries.accepted import total
from services.queries.quarter import Figures, figures_of
from services.ratio import performance_ratio
from services.terms import PUBLIC_STATES

DAY = timedelta(days=1)


@dataclass(frozen=True)
class TrendPoint:
    """A frozen quarter: its first day, and the ratio in basis points (None: nothing waived)."""

    since: date
    waived: Decimal
    accepted: Decimal

    @property
    def ratio(self) -> int | None:
        """The performance ratio of the quarter."""
        return performance_ratio(self.accepted, self.waived)


@dataclass(frozen=True)
class LedgerRow:
    """An agreement in the ledger: this quarter so far, its published quarters, what was put in."""

    agreement: Agreement
    so_far: Figures
    statements: list[Statement] = field(default_factory=list)  # the oldest first
    invested: Decimal = ZERO

    @property
    def trend(self) -> list[TrendPoint]:
        """The ratio by quarter, the oldest first."""
        return [TrendPoint(one.since, one.waived, one.accepted) for one in self.statements]

    @property
    def latest(self) -> Statement | None:
        """The statement published last."""
        return self.statements[-1] if self.statements else None


@dataclass(frozen=True)
class LedgerTotals:
    """Sums over the ledger's agreements, in yuan: published quarters, this quarter so far, and
    what partners put in."""

    waived: Decimal
    accepted: Decimal
    waived_so_far: Decimal
    accepted_so_far: Decimal
    invested: Decimal

    @property
    def ratio(self) -> int | None:
        """Of the published quarters together."""
        return performance_ratio(self.accepted, self.waived)


@dataclass(frozen=True)
class Ledger:
    """The ledger on a day."""

    quarter: Span
    rows: list[LedgerRow]
    totals: LedgerTotals
    trend: list[TrendPoint]  # of all rows together, the oldest quarter first


def ledger(user: Any, today: date, agreements: QuerySet[Agreement] | None = None) -> Ledger:
    """The ledger of the agreements that everybody may see, or of some of them. Twelve queries,
    whatever the number of rows."""
    seen = visible_agreements(user) if agreements is None else agreements
    listed = list(seen.select_related("partner", "place").order_by("place__path", "number"))
    statements = public_statements(user).filter(agreement__in=listed)
    investments = Investment.objects.filter(agreement__in=listed)
    quarter = quarter_of(today)
    so_far = figures_of(listed, quarter.since, today + DAY)
    return Ledger(
        quarter=quarter,
        rows=ledger_rows(listed, so_far, statements, investments),
        totals=LedgerTotals(
            waived=total(statements, "waived"),
            accepted=total(statements, "accepted"),
            waived_so_far=sum((one.waived for one in so_far.values()), ZERO),
            accepted_so_far=sum((one.accepted for one in so_far.values()), ZERO),
            invested=total(investments, "amount"),
        ),
        trend=trend_of(statements),
    )


def ledger_rows(
    listed: list[Agreement],
    so_far: dict[int, Figures],
    statements: QuerySet[Statement],
    investments: QuerySet[Investment],
) -> list[LedgerRow]:
    """The rows in the order given: two queries."""
    quarters: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements.order_by("agreement", "since"):
        quarters[statement.agreement_id].append(statement)
    sums = investments.order_by().values_list("agreement").annotate(total=Sum("amount"))
    invested = {key: cents(amount) for key, amount in sums}
    return [
        LedgerRow(row, so_far[row.pk], quarters[row.pk], invested.get(row.pk, ZERO))
        for row in listed
    ]


def trend_of(statements: QuerySet[Statement]) -> list[TrendPoint]:
    """Statements together by quarter, the oldest first: one query."""
    sums = (
        statements.order_by("since")
        .values_list("since")
        .annotate(waived_sum=Sum("waived"), accepted_sum=Sum("accepted"))
    )
    return [TrendPoint(since, cents(waived), cents(accepted)) for since, waived, accepted in sums]


# For measures and reports: what lies at any of the paths, over `[since, until)`.


def agreements_of(paths: Iterable[str], since: date, until: date) -> QuerySet[Agreement]:
    """Agreements that run at some time of the period."""
    over = Q(ended_on__isnull=True, until__gt=since) | Q(ended_on__gt=since)
    return Agreement.objects.filter(
        over, in_ranges("place__path", paths), state__in=PUBLIC_STATES, since__lt=until
    )


def deliveries_of(paths: Iterable[str], since: date, until: date) -> QuerySet[Delivery]:
    """Deliveries and their counter-entries that count in the period (`quantity`, `value`)."""
    place = in_ranges("obligation__agreement__place__path", paths)
    return Delivery.objects.filter(place, counts_on__gte=since, counts_on__lt=until)


def reductions_of(paths: Iterable[str], since: date, until: date) -> QuerySet[Reduction]:
    """Reductions that count in the period, lifted or not."""
    place = in_ranges("delivery__obligation__agreement__place__path", paths)
    return Reduction.objects.filter(place, counts_on__gte=since, counts_on__lt=until)


def lifts_of(paths: Iterable[str], since: date, until: date) -> QuerySet[ReductionLift]:
    """Lifted reductions that count in the period."""
    place = in_ranges("reduction__delivery__obligation__agreement__place__path", paths)
    return ReductionLift.objects.filter(place, counts_on__gte=since, counts_on__lt=until)


def statement_rows(paths: Iterable[str], since: date, until: date) -> QuerySet[Statement]:
    """Published statements of the quarters inside the period (`waived`, `accepted`)."""
    return Statement.objects.filter(
        in_ranges("agreement__place__path", paths),
        published_at__isnull=False,
        since__gte=since,
        until__lte=until,
    )


def investments_of(paths: Iterable[str], since: date, until: date) -> QuerySet[Investment]:
    """Money put in on days of the period, with corrections (`amount`)."""
    place = in_ranges("agreement__place__path", paths)
    return Investment.objects.filter(place, day__gte=since, day__lt=until)


def accepted_of(paths: Iterable[str], since: date, until: date) -> Decimal:
    """The accepted value that counts in the period, in yuan: three sums."""
    asked = (list(paths), since, until)
    return (
        total(deliveries_of(*asked), "value")
        - total(reductions_of(*asked), "value")
        + total(lifts_of(*asked), "value")
    )


def waived_of(paths: Iterable[str], since: date, until: date) -> Decimal:
    """What is waived over the period, in yuan, by days."""
    running = list(agreements_of(paths, since, until))
    return sum((one.waived for one in figures_of(running, since, until).values()), ZERO)
