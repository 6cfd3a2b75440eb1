"""Rows of each person, for the host that keeps them; of others, sums only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import F, Q

from foundation.calendar.months import month_from
from workshops.models import Employment, Pay, Workshop


def worked_in(month: date) -> Q:
    """Of rows of people: who works or worked there on a day of the month. A row that ends where it
    begins is of nobody: the hire was taken back."""
    there = Q(until__isnull=True) | Q(until__gt=F("since")) & Q(until__gt=month)
    return there & Q(since__lt=month_from(month, 1))


def pays_of(workshop: Workshop, month: date) -> list[Pay]:
    """What each person who worked in a month was paid for it, as it holds: corrected rows are left
    out, and those of people of whom it turned out that they had left before."""
    people = Employment.objects.filter(worked_in(month), workshop=workshop)
    rows = Pay.objects.filter(employment__in=people, month=month, corrected_by__isnull=True)
    return list(rows.select_related("employment").order_by("employment"))


def sums_of(workshop: Workshop, month: date) -> dict[str, Any]:
    """A month as sums over the rows. The baseline is stated only where it is known of everybody,
    so that both means are of the same people."""
    pays = pays_of(workshop, month)
    before = [pay.employment.baseline for pay in pays]
    known = [value for value in before if value is not None]
    complete = bool(pays) and len(known) == len(pays)
    mean = (sum(known, Decimal(0)) / len(known)).quantize(Decimal("0.01")) if complete else None
    return {
        "headcount": len(pays),
        "total_pay": sum((pay.amount for pay in pays), Decimal(0)),
        "baseline_mean": mean,
        "baseline_period": workshop.baseline_period,
        "baseline_method": workshop.baseline_method,
        "members": sorted(pay.employment_id for pay in pays),
    }
