"""Pages of rows that stand in the order of other rows, and are read no further than the page.

To sort by a column of another table, a database joins all there is and sorts it, or does so when it
believes that there is little. Here it is told to take the other rows in their order, and those that
belong to each from an index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

# SQLite reads a CROSS JOIN from left to right. PostgreSQL plans it anew, but for what is LATERAL.
ONE_BY_ONE = {
    "sqlite": "({rows})",
    "postgresql": "LATERAL (SELECT * FROM ({rows}) AS every"
    " WHERE every.owner = owners.key ORDER BY every.rank LIMIT {most})",
}


# Rows that are few are all taken first, and sorted; PostgreSQL keeps an OFFSET apart.
ALL_FIRST = {"sqlite": "({rows})", "postgresql": "({rows} OFFSET 0)"}


@dataclass(frozen=True)
class Walk:
    """`rows` by their `order`, owner after owner: `owner` is the foreign key to `owners`, which go
    by a column of their own. An index of `owners_order`, and one of owner and order, are needed,
    unless the rows are `few` and found by an index of their own."""

    owners: QuerySet[Any]
    owners_order: str
    rows: QuerySet[Any]
    owner: str
    order: str
    few: bool = False

    def statement(self, most: int) -> tuple[str, tuple[Any, ...]]:
        """SQL for the keys of no more rows than these. Raises EmptyResultSet where there can be
        none."""
        owners = self.owners.order_by().values(key=F("pk"), rank=F(self.owners_order))
        rows = self.rows.order_by().values(key=F("pk"), owner=F(self.owner), rank=F(self.order))
        first, values = owners.query.sql_with_params()
        second, more = rows.query.sql_with_params()
        how = ALL_FIRST if self.few else ONE_BY_ONE
        one = how[connection.vendor].format(rows=second, most=most)
        tables = [f"({first}) AS owners", f"{one} AS one"]
        sql = (
            f"SELECT one.key FROM {' CROSS JOIN '.join(tables[::-1] if self.few else tables)} "
            f"WHERE one.owner = owners.key ORDER BY owners.rank, one.rank LIMIT {most}"
        )
        return sql, (*more, *values) if self.few else (*values, *more)
