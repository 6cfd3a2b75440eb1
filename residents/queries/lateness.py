"""Calls about needs that are late."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from residents.models import Need, Notice


def with_late_needs(notices: QuerySet[Notice], today: date | None = None) -> QuerySet[Notice]:
    """Each notice with `late`: whether its need is among the overdue."""
    overdue = Need.objects.overdue(today).filter(pk=OuterRef("step__need"))
    return notices.annotate(late=Exists(overdue))
