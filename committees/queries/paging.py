"""Lists in pages, with counts that are exact to 1,000."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from foundation.digits import number_in

PAGE, MOST = 20, 1_000


@dataclass(frozen=True)
class Page:
    """The rows of one page, and which pages stand beside it (0 for none)."""

    rows: list[Any]
    number: int
    previous: int
    next: int
    count: int

    @property
    def many(self) -> bool:
        """Whether there are more than are counted."""
        return self.count > MOST


def paged(rows: QuerySet[Any], asked: str | None, size: int = PAGE) -> Page:
    """The page that an address asks for, the first for nonsense: two queries."""
    number = number_in(asked or "", 4) or 1
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    count = rows.order_by()[: MOST + 1].count()
    return Page(
        rows=found[:size],
        number=number,
        previous=number - 1 if number > 1 else 0,
        next=number + 1 if len(found) > size else 0,
        count=count,
    )
