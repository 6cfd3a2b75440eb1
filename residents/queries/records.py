"""The record as a list shows it."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from foundation.record.models import Entry
from residents.models import Place


def placed(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The entries with the name of their place as `place_name` (None for no place)."""
    names = Place.objects.filter(path=OuterRef("place_path")).values("name")
    return entries.annotate(place_name=Subquery(names[:1]))
