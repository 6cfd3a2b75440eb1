"""Space for service as reports count it: the rows behind each figure, and what each comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from residents.queries.measured import inside
from residents.windows import Window
from services.models import (
    Agreement,
    Delivery,
    Grant,
    Obligation,
    Reduction,
    ReductionLift,
    Statement,
)
from services.money import ZERO
from services.queries.quarter import Figures, figures_of
from services.terms import PUBLIC_STATES, DeliveryKind

OF_TERM = "agreement__place"
OF_DELIVERY = f"obligation__{OF_TERM}"
OF_REDUCTION = f"delivery__{OF_DELIVERY}"
LIFTED = "reduction__delivery"


def counts(window: Window) -> Q:
    """The condition that a row counts in the period."""
    return Q(counts_on__gte=window.since, counts_on__lt=window.until)


def counted_under(path: str, window: Window) -> Q:
    """The condition that something counts in the period under a row: `path` leads to it from a
    delivery."""
    counted, outer = counts(window), OuterRef("pk")
    return (
        Q(Exists(Delivery.objects.filter(counted, **{path: outer})))
        | Exists(Reduction.objects.filter(counted, **{f"delivery__{path}": outer}))
        | Exists(ReductionLift.objects.filter(counted, **{f"{LIFTED}__{path}": outer}))
    )


def runs(window: Window, path: str = "") -> Q:
    """The condition that an agreement runs at some time of the period."""
    over = Q(**{f"{path}ended_on__isnull": True, f"{path}until__gt": window.since})
    over |= Q(**{f"{path}ended_on__gt": window.since})
    begun = {f"{path}since__lt": window.until, f"{path}state__in": PUBLIC_STATES}
    return over & Q(**begun)


def running(window: Window) -> QuerySet[Agreement]:
    """Agreements that run at some time of the period."""
    rows = Agreement.objects.filter(inside("place__path", window), runs(window))
    return rows.select_related("place", "partner").order_by("place__path", "number")


def judged(window: Window) -> QuerySet[Agreement]:
    """Agreements that run in the period, and those under which something counts in it: a late
    correction may, after the end."""
    late = counted_under("obligation__agreement", window)
    rows = Agreement.objects.filter(
        inside("place__path", window), runs(window) | late, state__in=PUBLIC_STATES
    )
    return rows.select_related("place", "partner").order_by("place__path", "number")


def granted(window: Window) -> QuerySet[Grant]:
    """What is granted at some time of the period."""
    rows = Grant.objects.filter(
        inside(f"{OF_TERM}__path", window),
        runs(window, "agreement__"),
        Q(until__isnull=True) | Q(until__gt=window.since),
        since__lt=window.until,
    )
    rows = rows.select_related(OF_TERM, "agreement__partner", "venue")
    return rows.order_by(f"{OF_TERM}__path", "agreement__number", "line", "since")


def fulfilled(window: Window) -> QuerySet[Obligation]:
    """Obligations under which something counts in the period."""
    rows = Obligation.objects.filter(
        inside(f"{OF_TERM}__path", window), counted_under("obligation", window)
    )
    rows = rows.select_related(OF_TERM, "agreement__partner")
    return rows.order_by(f"{OF_TERM}__path", "agreement__number", "line", "since")


def delivered(window: Window) -> QuerySet[Delivery]:
    """Deliveries that count in the period, those taken back left out."""
    taken_back = Delivery.objects.filter(corrects=OuterRef("pk"), kind=DeliveryKind.UNDO)
    rows = Delivery.objects.filter(
        inside(f"{OF_DELIVERY}__path", window),
        counts(window),
        ~Exists(taken_back),
        kind=DeliveryKind.ENTRY,
    )
    rows = rows.select_related(OF_DELIVERY, "obligation__agreement__partner")
    return rows.order_by(f"{OF_DELIVERY}__path", "day", "pk")


def reduced(window: Window) -> QuerySet[Reduction]:
    """Reductions that count in the period and are not lifted."""
    rows = Reduction.objects.filter(
        inside(f"{OF_REDUCTION}__path", window), counts(window), lift__isnull=True
    )
    rows = rows.select_related(OF_REDUCTION, "delivery__obligation__agreement__partner")
    return rows.order_by(f"{OF_REDUCTION}__path", "counts_on", "pk")


def stated(window: Window) -> QuerySet[Statement]:
    """The statements of the quarters inside the period that everybody may read."""
    rows = Statement.objects.filter(
        inside(f"{OF_TERM}__path", window),
        published_at__isnull=False,
        since__gte=window.since,
        until__lte=window.until,
    )
    rows = rows.select_related(OF_TERM, "agreement__partner")
    return rows.order_by(f"{OF_TERM}__path", "number")


def in_window(window: Window, agreements: Iterable[Agreement]) -> dict[int, Figures]:
    """What the ledger says of the agreements over the period, by key. Five queries."""
    return figures_of({one.pk: one for one in agreements}.values(), window.since, window.until)


def waived_by_grant(window: Window, grants: Iterable[Grant]) -> Callable[[Grant], Decimal]:
    """A function that says what a grant waives in the period, by days, in yuan."""
    found = in_window(window, (one.agreement for one in grants))
    lines = {line.grant.pk: line.waived for one in found.values() for line in one.grants}
    return lambda grant: lines.get(grant.pk, ZERO)


def value_by_obligation(
    window: Window, obligations: Iterable[Obligation]
) -> Callable[[Obligation], Decimal]:
    """A function that says what is accepted under an obligation in the period, in yuan."""
    found = in_window(window, (one.agreement for one in obligations))
    lines = {
        line.obligation.pk: line.counted.value for one in found.values() for line in one.obligations
    }
    return lambda obligation: lines.get(obligation.pk, ZERO)
