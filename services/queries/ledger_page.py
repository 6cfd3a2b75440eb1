"""The page of one agreement in the public ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.models import Agreement, Approval, Grant, Obligation, Reduction, Statement
from services.periods import Span, quarter_of
from services.queries.ledger import DAY, LedgerRow, ledger_rows
from services.queries.quarter import figures_of
from services.queries.readiness import standing_approvals


@dataclass(frozen=True)
class LedgerPage:
    """Everything that everybody may read of an agreement; nobody's name."""

    row: LedgerRow
    quarter: Span
    approvals: list[Approval]
    grants: list[Grant]
    obligations: list[Obligation]
    reductions: list[Reduction]  # the newest first, with answer and lift


MOST_REDUCTIONS = 50


def ledger_page(agreement: Agreement, today: date) -> LedgerPage:
    """The page of an agreement that everybody may see: eleven queries."""
    quarter = quarter_of(today)
    so_far = figures_of([agreement], quarter.since, today + DAY)
    published = Statement.objects.filter(agreement=agreement, published_at__isnull=False)
    rows = ledger_rows([agreement], so_far, published, agreement.investments.all())
    papers = standing_approvals(agreement)
    reductions = Reduction.objects.filter(delivery__obligation__agreement=agreement)
    return LedgerPage(
        row=rows[0],
        quarter=quarter,
        approvals=list(papers.select_related("by_organization", "resolution__item__meeting")),
        grants=list(agreement.grants.select_related("venue", "valuation__organization")),
        obligations=list(agreement.obligations.select_related("listing")),
        reductions=list(
            reductions.select_related("delivery__obligation", "answer", "lift")[:MOST_REDUCTIONS]
        ),
    )
