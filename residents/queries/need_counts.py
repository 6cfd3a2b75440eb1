"""Counting many things in one query, each no further than a page needs to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from foundation.backoffice.queries import MOST, count_words
from residents.models import Need


class Number(Subquery):
    """How many rows a (sliced) queryset has, as a column."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


@dataclass(frozen=True)
class Capped:
    """A count that is exact up to 1,000."""

    value: int

    def __str__(self) -> str:
        return count_words(self.value)

    def __eq__(self, other: object) -> bool:
        return self.value == (other.value if isinstance(other, Capped) else other)

    def __hash__(self) -> int:
        return hash(self.value)

    def __bool__(self) -> bool:
        return bool(self.value)


def tally(sets: Mapping[str, QuerySet[Any]], of: Any = Need) -> dict[str, Capped]:
    """The size of each queryset of a model, read no further than 1,001 rows each: one query in all.

    The query is about one row, whichever it is; where the model has none, every size is 0.
    """
    columns = {
        f"n{at}": Number(rows.order_by().values("pk")[: MOST + 1])
        for at, rows in enumerate(sets.values())
    }
    found = of.objects.order_by("pk").annotate(**columns).values_list(*columns)[:1]
    sizes = next(iter(found), [0] * len(sets))
    return {name: Capped(size or 0) for name, size in zip(sets, sizes, strict=True)}
