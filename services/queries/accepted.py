"""What is accepted of deliveries: sums of rows, to two places."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from services.models import Delivery, Obligation, Reduction, ReductionLift
from services.money import ZERO, cents


def total(rows: QuerySet[Any], field: str) -> Decimal:
    """The sum of a field over rows, by the database; 0.00 for none."""
    return cents(rows.order_by().aggregate(total=Sum(field))["total"] or ZERO)


def accepted_quantity(delivery: Delivery) -> Decimal:
    """What counts of a delivery now: with its counter-entries, less what stands reduced."""
    reduced = Reduction.objects.filter(delivery=delivery, lift__isnull=True)
    return (
        delivery.quantity
        + total(Delivery.objects.filter(corrects=delivery), "quantity")
        - total(reduced, "quantity")
    )


def accepted_value(delivery: Delivery) -> Decimal:
    """What the rows of a delivery come to, in yuan."""
    reductions = Reduction.objects.filter(delivery=delivery)
    return (
        delivery.value
        + total(Delivery.objects.filter(corrects=delivery), "value")
        - total(reductions, "value")
        + total(ReductionLift.objects.filter(reduction__in=reductions), "value")
    )


def reductions_of(obligations: QuerySet[Obligation]) -> QuerySet[Reduction]:
    """Reductions under these obligations."""
    return Reduction.objects.filter(delivery__obligation__in=obligations)


def lifts_of(obligations: QuerySet[Obligation]) -> QuerySet[ReductionLift]:
    """Lifted reductions under these obligations."""
    return ReductionLift.objects.filter(reduction__delivery__obligation__in=obligations)


def value_between(obligations: QuerySet[Obligation], since: date, until: date) -> Decimal:
    """The accepted value that counts in `[since, until)`, in yuan."""
    span = {"counts_on__gte": since, "counts_on__lt": until}
    return (
        total(Delivery.objects.filter(obligation__in=obligations, **span), "value")
        - total(reductions_of(obligations).filter(**span), "value")
        + total(lifts_of(obligations).filter(**span), "value")
    )
