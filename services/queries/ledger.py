"""The public ledger (履约台账): every agreement of a place, its quarters, and what they come to.

Rows stand in the order of places, never by score. Totals are sums of the rows that are listed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from services.access.agreements import public_statements, visible_agreements
from services.models import Agreement, Investment, Statement
from services.money import ZERO, cents
from services.periods import Span, quarter_of
from services.queries.accepted import total
from services.queries.quarter import Figures, figures_of
from services.ratio import performance_ratio

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
