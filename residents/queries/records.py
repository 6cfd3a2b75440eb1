"""The record as a list shows it."""

from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast

from foundation.record.models import Entry
from foundation.record.subjects import label_of
from residents.models import Need, Place


def placed(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """The entries with the names of their place as `place_name` and, for English pages,
    `place_name_en` (None for no place)."""
    of = Place.objects.filter(path=OuterRef("place_path"))
    return entries.annotate(
        place_name=Subquery(of.values("name")[:1]), place_name_en=Subquery(of.values("name_en")[:1])
    )


def numbered(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Rows of the record with `need_number`, the number of the need that they are about, if any."""
    of_need = When(subject_label=label_of(Need), then=F("subject_key"))
    key = Cast(Case(of_need, default=Value("0")), BigIntegerField())
    numbers = Need.objects.filter(pk=OuterRef("need_key")).values("number")
    return rows.annotate(need_key=key).annotate(need_number=Subquery(numbers[:1]))
