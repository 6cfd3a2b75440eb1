"""The public ledger: every agreement with what it waives and what comes of it, in place order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Sum

from services.access.agreements import public_statements, visible_agreements
from services.models import Agreement, Investment, Statement
from services.money import ZERO, cents
from services.periods import Span, quarter_of
from services.queries.accepted import total
from services.queries.quarter import Figures, figures_of
from services.queries.waiting import Waiting, together, waiting_of
from services.ratio import performance_ratio, verdict_of
from services.terms import AgreementState, Verdict

EACH = 10  # agreements a page
SHOWN = 7  # closed quarters of a trend, beside the one that runs


@dataclass(frozen=True)
class Quarter:
    """What a quarter comes to; without a statement it is the one that runs, so far."""

    span: Span
    waived: Decimal
    accepted: Decimal
    floor_percent: int | None = None
    statement: Statement | None = None
    closed: bool = True

    @property
    def ratio(self) -> int | None:
        """In basis points; None where nothing was waived."""
        return performance_ratio(self.accepted, self.waived)

    @property
    def verdict(self) -> Verdict:
        """What the ratio means under the floor."""
        return verdict_of(self.accepted, self.waived, self.floor_percent)


@dataclass(frozen=True)
class Row:
    """An agreement with its quarters, oldest first; the last of a running one is not over. Those
    that are over and not public yet are `waiting`."""

    agreement: Agreement
    quarters: list[Quarter] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)

    @property
    def shown(self) -> list[Quarter]:
        """The latest quarters."""
        return self.quarters[-SHOWN - 1 :]

    @property
    def closed(self) -> Quarter | None:
        """All closed quarters as one; None while there is none."""
        return summed([quarter for quarter in self.quarters if quarter.closed])


@dataclass(frozen=True)
class Ledger:
    """What the public ledger shows; all but `rows` is of all agreements, on whatever page."""

    rows: list[Row]
    page: Page[Agreement]
    number: int
    running: Quarter
    quarters: list[Quarter]
    waiting: list[Waiting]
    invested: Decimal

    @property
    def closed(self) -> Quarter | None:
        """All closed quarters as one."""
        return summed([quarter for quarter in self.quarters if quarter.closed])


def ledger_of(user: Any, asked: str | None, today: date) -> Ledger:
    """A page of the ledger: ten queries for any number of agreements."""
    visible = list(visible_agreements(user).select_related("partner", "place"))
    so_far, waiting = so_far_of(visible, today), waiting_of(visible, today)
    page = Paginator(visible, EACH).get_page(asked)
    running = whole(quarter_of(today), so_far.values())
    return Ledger(
        rows=rows_of(user, list(page.object_list), so_far, waiting),
        page=page,
        number=len(visible),
        running=running,
        quarters=[*closed_quarters(user)[-SHOWN:], running],
        waiting=together(waiting.values()),
        invested=total(Investment.objects.filter(agreement__in=visible_agreements(user)), "amount"),
    )


@dataclass(frozen=True)
class Summary:
    """How many agreements run or ran, and what the quarter that runs comes to so far."""

    number: int
    running: Quarter


def summary_of(user: Any, today: date) -> Summary | None:
    """The ledger in a few figures; None before there is an agreement. Six queries."""
    visible = list(visible_agreements(user))
    if not visible:
        return None
    return Summary(len(visible), whole(quarter_of(today), so_far_of(visible, today).values()))


def so_far_of(agreements: Iterable[Agreement], today: date) -> dict[int, Figures]:
    """The figures of the quarter that runs, up to today. Five queries."""
    return figures_of(agreements, quarter_of(today).since, today + timedelta(days=1))


def rows_of(
    user: Any,
    agreements: Sequence[Agreement],
    so_far: dict[int, Figures],
    waiting: dict[int, list[Waiting]],
) -> list[Row]:
    """Agreements with their published quarters, the one that runs, and those that wait. One
    query."""
    rows = {one.pk: Row(one, waiting=waiting.get(one.pk, [])) for one in agreements}
    statements = public_statements(user).filter(agreement__in=rows).defer("lines")
    for statement in statements.order_by("since"):
        rows[statement.agreement_id].quarters.append(frozen(statement))
    for agreement in agreements:
        if agreement.state == AgreementState.RUNNING:
            rows[agreement.pk].quarters.append(open_one(so_far[agreement.pk]))
    return list(rows.values())


def frozen(statement: Statement) -> Quarter:
    """A closed quarter, by its statement."""
    span = Span(statement.since, statement.until)
    sums = (statement.waived, statement.accepted)
    return Quarter(span, *sums, statement.floor_percent, statement)


def open_one(figures: Figures) -> Quarter:
    """The quarter that runs, of one agreement."""
    floor = figures.agreement.floor_percent
    return Quarter(figures.span, figures.waived, figures.accepted, floor, closed=False)


def whole(span: Span, parts: Iterable[Figures]) -> Quarter:
    """The quarter that runs, of all agreements."""
    found = list(parts)
    waived = sum((part.waived for part in found), ZERO)
    accepted = sum((part.accepted for part in found), ZERO)
    return Quarter(span, waived, accepted, closed=False)


def closed_quarters(user: Any) -> list[Quarter]:
    """The published quarters of all agreements, summed by the database. One query."""
    rows = public_statements(user).order_by("since").values("since", "until")
    sums = rows.annotate(waived_sum=Sum("waived"), accepted_sum=Sum("accepted"))
    return [
        Quarter(
            Span(row["since"], row["until"]), cents(row["waived_sum"]), cents(row["accepted_sum"])
        )
        for row in sums
    ]


def summed(quarters: Sequence[Quarter]) -> Quarter | None:
    """Quarters as one; None for none."""
    if not quarters:
        return None
    return Quarter(
        Span(quarters[0].span.since, quarters[-1].span.until),
        sum((quarter.waived for quarter in quarters), ZERO),
        sum((quarter.accepted for quarter in quarters), ZERO),
    )
