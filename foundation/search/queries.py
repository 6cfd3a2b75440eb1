"""Finding by words. There is one way, through the index; nothing ever scans the texts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from foundation.search.ask import parts_of, understood, whole
from foundation.search.index import Found
from foundation.search.models import SearchDoc, Synonym

Ranges = Iterable[tuple[str, str]]


def matching(
    text: str, *, kind: str | None = None, within: Ranges | None = None
) -> QuerySet[SearchDoc]:
    """What answers the words typed, the best first: titles that are just that, then titles that
    hold it, then summaries; the newest first among equals. Two queries, one of them for synonyms.

    `within` are half-open ranges of place paths, `(first, end)`; None is everywhere and no range
    is nowhere. Whatever is typed is answered, at worst with nothing.
    """
    query = understood(text, synonyms_in(text))
    if not query:
        return SearchDoc.objects.none()
    found = SearchDoc.objects.filter(Found(query))
    if kind is not None:
        # As an expression it is in no index: SQLite would else go through all of the kind.
        found = found.alias(sort=Coalesce("kind", Value(""))).filter(sort=kind)
    if within is not None:
        found = found.filter(in_ranges(within))
    ranked = found.annotate(same=Found(whole(text), title=True), titled=Found(query, title=True))
    return ranked.order_by("-same", "-titled", "-updated_at", "-pk")


def in_ranges(ranges: Ranges) -> Q:
    """The condition that a thing lies in one of the ranges; nothing does for no range."""
    condition = Q(pk__in=[])
    for first, end in ranges:
        condition |= Q(place_path__gte=first, place_path__lt=end)
    return condition


def synonyms_in(text: str) -> dict[str, list[str]]:
    """The synonyms said in a text, with what they mean. One query, on an index."""
    parts = parts_of(text)
    rows = Synonym.objects.filter(said__in=parts).order_by("said") if parts else []
    return {row.said: row.means.split() for row in rows}


def synonyms() -> QuerySet[Synonym]:
    """Words that people say, with what we write."""
    return Synonym.objects.all()
