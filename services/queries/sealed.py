"""How published statements are sealed, with the partner's answer, and what codes are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from foundation.seals.chains import Content, Papers, Shown, Source, letter_of
from foundation.seals.codes import code_of
from services.access.agreements import visible_statements
from services.addresses import statement_address
from services.models import Statement
from services.queries.statements import content_of

CHAIN = "statements"
AFTER = ("frozen_at", "publish_on", "published_at", "answer", "answered_at", "digest")


def published(rows: QuerySet[Statement]) -> QuerySet[Statement]:
    """Those that are public, which nothing may change any more."""
    return rows.filter(published_at__isnull=False)


def said(statement: Statement) -> Content:
    """What a statement says: its figures and lines, and the partner's answer."""
    more: dict[str, Any] = {name: getattr(statement, name) for name in AFTER}
    return content_of(statement) | more


def code(statement: Statement) -> str:
    """The code that a published statement carries; "" before."""
    return (
        code_of(letter_of(CHAIN), statement.pk, said(statement)) if statement.published_at else ""
    )


def contents(keys: Sequence[int]) -> Mapping[int, Content]:
    """What statements say. One query."""
    return {row.pk: said(row) for row in Statement.objects.filter(pk__in=keys)}


def shown(statement: Statement) -> Shown:
    """The statement in a line."""
    address = statement_address(statement.number)
    return Shown(f"{statement.agreement.title} {statement.number}", statement.published_at, address)


PAPERS = Papers(
    public=lambda: published(visible_statements(None)).select_related("agreement"),
    said=said,
    shown=shown,
)
SOURCE = Source(rows=lambda: published(Statement.objects.all()), contents=contents, papers=PAPERS)
