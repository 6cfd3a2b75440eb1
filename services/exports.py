"""An agreement's ledger as a file: every row behind its figures, for anybody to add up."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from foundation.backoffice.admin.exports import BOM, CHUNK, Echo
from foundation.backoffice.cells import as_text
from residents.bilingual import local
from services.ledger_words import what_words
from services.models import Agreement
from services.periods import quarter_code, quarter_of
from services.queries.agreement_page import (
    agreement_of,
    deliveries_of,
    reductions_of,
    untold_of,
)
from services.queries.quarter import figures_of
from services.queries.waiting import spans_waiting


class Line(NamedTuple):
    """A row of the file: a month of a grant, or a row of what was delivered."""

    counts_on: date
    day: date
    kind: str
    what: str
    quantity: Decimal | None
    unit: str
    waived: Decimal | None
    accepted: Decimal | None
    reason: str = ""


@require_safe
def agreement_csv(request: HttpRequest, number: str) -> StreamingHttpResponse:
    """Everything that counts under an agreement up to today, but for quarters that are over and
    not public yet: as on its page."""
    found = agreement_of(request.user, number)
    if found is None:
        raise Http404
    return StreamingHttpResponse(
        written(request.user, found, timezone.localdate(), get_language() or ""),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.number}.csv"'},
    )


def written(user: Any, agreement: Agreement, today: date, language: str) -> Iterator[str]:
    """The lines of the file: heads, then a line a row. Sums of whole columns are the page's."""
    writer = csv.writer(Echo())
    held_back = spans_waiting(agreement, today)
    with override(language):
        yield BOM + writer.writerow(heads())
        for line in chain(months(agreement, today), entries(user, agreement, today)):
            if not any(span.since <= line.counts_on < span.until for span in held_back):
                yield writer.writerow(cells(line))


def heads() -> list[str]:
    """The heads of the columns."""
    return [
        *(_("Quarter"), _("Counts on"), _("Date"), _("Row"), _("What")),
        *(_("Quantity"), _("Unit"), _("Waived, yuan"), _("Accepted, yuan"), _("Reason")),
    ]


def cells(line: Line) -> list[str]:
    """A line as text; words never begin like a formula."""
    sums = ["" if sum_ is None else str(sum_) for sum_ in (line.waived, line.accepted)]
    return [
        quarter_code(quarter_of(line.counts_on).since),
        line.counts_on.isoformat(),
        line.day.isoformat(),
        line.kind,
        as_text(line.what),
        "" if line.quantity is None else str(line.quantity),
        as_text(line.unit),
        *sums,
        as_text(line.reason),
    ]


def months(agreement: Agreement, today: date) -> Iterator[Line]:
    """What each grant waived in each month, the running one up to today."""
    figures = figures_of([agreement], agreement.since, today + timedelta(days=1))[agreement.pk]
    for grant_line in figures.grants:
        grant = grant_line.grant
        for month, waived in grant_line.months:
            day = max(month, grant_line.span.since)
            what = " · ".join(
                part for part in (what_words(grant.what, grant.words), local(grant.venue)) if part
            )
            yield Line(day, day, _("Waived"), what, None, "", waived, None)


def entries(user: Any, agreement: Agreement, today: date) -> Iterator[Line]:
    """Deliveries, counter-entries, reductions, lifted ones; the partner's own notes stay out.
    Reductions that nobody reads yet are in a sum."""
    for row in deliveries_of(agreement).iterator(chunk_size=CHUNK):
        counted = (row.quantity, local(row.obligation, "unit"))
        kind, what = row.get_kind_display(), local(row.obligation)
        yield Line(row.counts_on, row.day, kind, what, *counted, None, row.value)
    for less in reductions_of(user, agreement):
        yield reduced(less, _("Reduced"), less, -1, less.reason)
        lift = getattr(less, "lift", None)
        if lift is not None:
            yield reduced(less, _("Reduction lifted"), lift, 1, lift.reason)
    for (quarter, obligation), untold in untold_of(user, agreement).items():
        if untold.quantity or untold.value:
            day, kind = min(quarter.last, today), _("Reduced, in sum until the quarter is public")
            sums = (-untold.quantity, local(obligation, "unit"), None, -untold.value)
            yield Line(day, day, kind, local(obligation), *sums)


def reduced(row: Any, kind: str, counted: Any, sign: int, reason: str) -> Line:
    """A reduction, or its lifting: `counted` says when it counts and what it comes to."""
    obligation = row.delivery.obligation
    sums = (sign * row.quantity, local(obligation, "unit"), None, sign * counted.value)
    return Line(counted.counts_on, row.delivery.day, kind, local(obligation), *sums, reason=reason)
