"""What is accepted of deliveries: sums of rows, to two places."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from services.models import Delivery, Reduction, ReductionLift
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
