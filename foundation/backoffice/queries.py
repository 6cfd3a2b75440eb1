"""Lists that count no further than a reader looks: exact to 1,000, then "1000+"."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

MOST = 1000


def capped_count(rows: QuerySet[Any]) -> int:
    """How many rows there are; one more than 1,000 for all that is above. One query."""
    return rows.order_by()[: MOST + 1].count()


def count_words(number: int) -> str:
    """The number as pages say it."""
    return f"{MOST}+" if number > MOST else str(number)


class CappedPaginator(Paginator):
    """The first 1,000 rows in pages: who looks for more narrows the list."""

    @cached_property
    def count(self) -> int:
        """Exact to 1,000."""
        return capped_count(self.object_list)  # type: ignore[arg-type]
