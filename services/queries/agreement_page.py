"""One agreement as everybody reads it: papers, terms, what was delivered, statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from committees.access.minutes import published_resolutions
from residents.models.place import in_force
from services.access.agreements import (
    public_reductions,
    visible_agreements,
    visible_statements,
)
from services.models import (
    Agreement,
    Amendment,
    Approval,
    Delivery,
    Grant,
    Investment,
    Obligation,
    Reduction,
    Statement,
)
from services.money import ZERO
from services.periods import Span, quarter_of
from services.queries.accepted import total
from services.queries.agreement_list import Row, rows_of, so_far_of
from services.queries.quarter import Figures
from services.queries.readiness import OF_THE_PARTY
from services.queries.waiting import waiting_of
from services.terms import AgreementState


@dataclass(frozen=True)
class Page:
    """An agreement with everything public about it."""

    row: Row
    so_far: Figures
    grants: list[Grant]
    obligations: list[Obligation]
    approvals: list[Approval]
    amendments: list[Amendment]
    reductions: list[Reduction]
    investments: list[Investment]
    invested: Decimal


def agreement_of(user: Any, number: str) -> Agreement | None:
    """The agreement of a number, if the user may see it. One query."""
    rows = visible_agreements(user).select_related("partner", "place", "need")
    return rows.filter(number=number).first()


def page_of(user: Any, agreement: Agreement, today: date) -> Page:
    """Everything that the page shows: fourteen queries."""
    so_far = so_far_of([agreement], today)
    (row,) = rows_of(user, [agreement], so_far, waiting_of([agreement], today))
    investments = Investment.objects.filter(agreement=agreement)
    return Page(
        row=row,
        so_far=so_far[agreement.pk],
        grants=list(terms_of(agreement)),
        obligations=list(agreement.obligations.select_related("listing")),
        approvals=list(papers_of(agreement)),
        amendments=list(agreement.amendments.all()),
        reductions=list(reductions_of(user, agreement)),
        investments=list(investments),
        invested=total(investments, "amount"),
    )


def terms_of(agreement: Agreement) -> QuerySet[Grant]:
    """What is or was granted, with the venue and who valued it."""
    return agreement.grants.select_related("venue", "valuation__organization")


def papers_of(agreement: Agreement) -> QuerySet[Approval]:
    """The papers, those struck out with the reason; the rows that strike are told by them. None of
    a Party body's, whenever it came on file."""
    shown = published_resolutions().filter(pk=OuterRef("resolution"))
    rows = agreement.approvals.filter(strikes__isnull=True).annotate(readable=Exists(shown))
    rows = rows.exclude(OF_THE_PARTY)
    return rows.select_related("resolution", "by_organization", "struck_by", "allows")


def reductions_of(user: Any, agreement: Agreement) -> QuerySet[Reduction]:
    """What was taken off, as far as it is public, in the order in which it counts: the place in
    this list is a reduction's number."""
    rows = public_reductions(user).filter(delivery__obligation__agreement=agreement)
    return rows.select_related("delivery__obligation", "answer", "lift").order_by("counts_on", "pk")


@dataclass
class Untold:
    """What the reductions of an obligation in a quarter come to that nobody reads yet."""

    quantity: Decimal = ZERO
    value: Decimal = ZERO


def untold_of(user: Any, agreement: Agreement) -> dict[tuple[Span, Obligation], Untold]:
    """What reductions come to that are not public yet, less what was lifted of them, by quarter and
    obligation: the sums have it in them before anybody reads why. One query."""
    found: dict[tuple[Span, Obligation], Untold] = defaultdict(Untold)
    rows = Reduction.objects.filter(delivery__obligation__agreement=agreement)
    rows = rows.exclude(pk__in=public_reductions(user).values("pk"))
    for row in rows.select_related("delivery__obligation", "lift").order_by("pk"):
        for sign, counted in ((1, row), (-1, getattr(row, "lift", None))):
            if counted is not None:
                sums = found[quarter_of(counted.counts_on), row.delivery.obligation]
                sums.quantity += sign * row.quantity
                sums.value += sign * counted.value
    return dict(found)


def statement_of(user: Any, number: str) -> Statement | None:
    """The statement of a number, if the user may see it. A few queries."""
    rows = visible_statements(user).select_related("agreement__partner", "agreement__place")
    return rows.filter(number=number).first()


def deliveries_of(agreement: Agreement) -> QuerySet[Delivery]:
    """Every row entered under the agreement, in the order in which they count."""
    rows = Delivery.objects.filter(obligation__agreement=agreement)
    return rows.select_related("obligation").order_by("counts_on", "pk")


def exchanged_for(listing: Any, today: date) -> QuerySet[Obligation]:
    """What partners promised under running agreements by way of a service. One query."""
    running = visible_agreements(None).filter(state=AgreementState.RUNNING)
    rows = Obligation.objects.filter(
        in_force("until", today), listing=listing, agreement__in=running, since__lte=today
    )
    return rows.select_related("agreement").order_by("agreement__number", "line")
