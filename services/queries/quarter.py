"""What a period comes to under agreements: waived, agreed, delivered, accepted. Sums of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from services.models import (
    Agreement,
    Delivery,
    Grant,
    Obligation,
    Reduction,
    ReductionLift,
)
from services.money import ZERO, cents, spread, waived
from services.periods import Span, clipped, months_in
from services.ratio import performance_ratio, verdict_of
from services.terms import Verdict


@dataclass(frozen=True)
class GrantLine:
    """A grant in the period: what it waives, in all and by month."""

    grant: Grant
    span: Span
    months: list[tuple[date, Decimal]]

    @property
    def waived(self) -> Decimal:
        """In yuan, over the span."""
        return sum((each for _month, each in self.months), ZERO)


@dataclass(frozen=True)
class Counted:
    """What the rows of an obligation come to: quantities and yuan."""

    delivered: Decimal = ZERO
    reduced: Decimal = ZERO
    value: Decimal = ZERO
    rows: int = 0

    @property
    def accepted(self) -> Decimal:
        """The quantity that counts."""
        return self.delivered - self.reduced


@dataclass(frozen=True)
class ObligationLine:
    """An obligation in the period: the quantity agreed, and what counts."""

    obligation: Obligation
    agreed: Decimal
    counted: Counted

    @property
    def missing(self) -> Decimal:
        """What is still to be delivered of what is agreed."""
        return max(ZERO, self.agreed - self.counted.accepted)


@dataclass(frozen=True)
class Figures:
    """An agreement in a period."""

    agreement: Agreement
    span: Span
    grants: list[GrantLine] = field(default_factory=list)
    obligations: list[ObligationLine] = field(default_factory=list)

    @property
    def waived(self) -> Decimal:
        """What is waived, in yuan."""
        return sum((line.waived for line in self.grants), ZERO)

    @property
    def accepted(self) -> Decimal:
        """What is accepted, in yuan."""
        return sum((line.counted.value for line in self.obligations), ZERO)

    @property
    def ratio(self) -> int | None:
        """The performance ratio in basis points; None where nothing is waived."""
        return performance_ratio(self.accepted, self.waived)

    @property
    def verdict(self) -> Verdict:
        """What the ratio means under the agreement's floor."""
        return verdict_of(self.accepted, self.waived, self.agreement.floor_percent)


def figures_of(agreements: Iterable[Agreement], since: date, until: date) -> dict[int, Figures]:
    """The figures of each agreement over `[since, until)`, by key: five queries for any number.

    For a quarter so far, `until` is tomorrow.
    """
    span = Span(since, until)
    found = {agreement.pk: Figures(agreement, span) for agreement in agreements}
    grants = Grant.objects.filter(agreement__in=found, since__lt=until)
    for grant in grants.select_related("venue").order_by("agreement", "line", "since"):
        figures = found[grant.agreement_id]
        part = part_of(figures.agreement, grant, span)
        if part.since < part.until:
            figures.grants.append(GrantLine(grant, part, months_waived(grant, part)))
    counted = counted_of(found, since, until)
    obligations = Obligation.objects.filter(agreement__in=found).select_related("listing")
    for obligation in obligations.order_by("agreement", "line", "since"):
        figures = found[obligation.agreement_id]
        part = part_of(figures.agreement, obligation, span)
        if part.since < part.until or obligation.pk in counted:
            agreed = agreed_of(obligation, part)
            line = ObligationLine(obligation, agreed, counted.get(obligation.pk, Counted()))
            figures.obligations.append(line)
    return found


def part_of(agreement: Agreement, row: Grant | Obligation, span: Span) -> Span:
    """The part of the span in which a row of the agreement runs."""
    end = min(row.until or agreement.over_on, agreement.over_on)
    first = max(row.since, agreement.since)
    return clipped(first, max(first, end), span)


def months_waived(grant: Grant, part: Span) -> list[tuple[date, Decimal]]:
    """What a grant waives in each month of a span."""
    terms = {"market": grant.market_monthly, "charged": grant.charged_monthly}
    return [
        (since.replace(day=1), waived(**terms, begun=grant.since, since=since, until=until))
        for since, until in months_in(*part)
    ]


def agreed_of(obligation: Obligation, part: Span) -> Decimal:
    """The quantity promised over a span; part of a week, month or quarter counts by its days."""
    return spread(obligation.quantity, obligation.per, begun=obligation.since, **part._asdict())


def counted_of(agreements: Iterable[int], since: date, until: date) -> dict[int, Counted]:
    """What counts in `[since, until)` under each obligation that has rows there: three queries."""
    span = {"counts_on__gte": since, "counts_on__lt": until}
    keys = list(agreements)
    rows = {
        "delivered": Delivery.objects.filter(obligation__agreement__in=keys, **span),
        "reduced": Reduction.objects.filter(delivery__obligation__agreement__in=keys, **span),
        "lifted": ReductionLift.objects.filter(
            reduction__delivery__obligation__agreement__in=keys, **span
        ),
    }
    paths = {
        "delivered": ("obligation", "quantity"),
        "reduced": ("delivery__obligation", "quantity"),
        "lifted": ("reduction__delivery__obligation", "reduction__quantity"),
    }
    sums: dict[int, dict[str, tuple[Decimal, Decimal, int]]] = defaultdict(dict)
    for name, queryset in rows.items():
        for key, quantity, value, number in by_obligation(queryset, *paths[name]):
            sums[key][name] = (cents(quantity), cents(value), number)
    return {key: _counted(**found) for key, found in sums.items()}


def by_obligation(rows: QuerySet[Any], obligation: str, quantity: str) -> QuerySet[Any]:
    """(obligation, quantity, value, number) of rows, summed by the database."""
    return (
        rows.order_by()
        .values_list(obligation)
        .annotate(quantities=Sum(quantity), values=Sum("value"), number=Count("pk"))
    )


def _counted(
    delivered: tuple[Decimal, Decimal, int] = (ZERO, ZERO, 0),
    reduced: tuple[Decimal, Decimal, int] = (ZERO, ZERO, 0),
    lifted: tuple[Decimal, Decimal, int] = (ZERO, ZERO, 0),
) -> Counted:
    return Counted(
        delivered=delivered[0],
        reduced=reduced[0] - lifted[0],
        value=delivered[1] - reduced[1] + lifted[1],
        rows=delivered[2] + reduced[2] + lifted[2],
    )
