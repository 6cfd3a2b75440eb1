"""What an organisation delivered, by day, with all that became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from residents.models import Organization
from services.models import Delivery, Reduction
from services.money import ZERO
from services.queries.partner_day import history
from services.queries.partner_desk import deliveries_of
from services.terms import DeliveryKind

DAYS = 14  # on a page


@dataclass(frozen=True)
class Entry:
    """One delivery: what it comes to now, and its corrections and reductions."""

    row: Delivery
    said: Decimal  # with its corrections
    counted: Decimal  # less what stands reduced; nothing where it was taken back
    corrections: list[Delivery]
    reductions: list[Reduction]
    undone: bool


@dataclass(frozen=True)
class History:
    """Days with their entries, the newest first; `older` is where the next page begins."""

    days: list[tuple[date, list[Entry]]]
    older: date | None


def history_of(user: Any, organization: Organization, before: date | None) -> History:
    """Fourteen days with entries, those before a day or the last ones: six queries."""
    rows = deliveries_of(user, organization)
    if before is not None:
        rows = rows.filter(day__lt=before)
    days = list(rows.order_by("-day").values_list("day", flat=True).distinct()[: DAYS + 1])
    shown = days[:DAYS]
    found: dict[date, list[Entry]] = {day: [] for day in shown}
    for row in history(rows.filter(day__in=shown)):
        found[row.day].append(entry_of(row))
    return History(list(found.items()), shown[-1] if len(days) > DAYS else None)


def entry_of(row: Delivery) -> Entry:
    """A delivery with its corrections and reductions."""
    corrections = sorted(row.corrections.all(), key=lambda one: one.pk)
    reductions = sorted(row.reductions.all(), key=lambda one: one.pk)
    undone = any(one.kind == DeliveryKind.UNDO for one in corrections)
    added = (one.quantity for one in corrections if one.kind == DeliveryKind.CORRECTION)
    said = row.quantity + sum(added, ZERO)
    off = sum((one.quantity for one in reductions if not hasattr(one, "lift")), ZERO)
    return Entry(row, said, ZERO if undone else said - off, corrections, reductions, undone)
