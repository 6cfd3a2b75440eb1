"""Needs with what the open data shows of them."""

from __future__ import annotations

from django.db.models import Prefetch

from residents.access.needs import public_needs
from residents.models import NeedStep
from residents.models.need import NeedQuerySet
from residents.queries.supports import with_supporters


def needs_in_the_open() -> NeedQuerySet:
    """Public needs with their place, kind and post, whether they are late, and how many have each,
    too. One query."""
    rows: NeedQuerySet = with_supporters(public_needs().with_late())  # type: ignore[assignment]
    return rows.select_related("place", "category", "owner_post", "merged_into")


def with_thread(needs: NeedQuerySet) -> NeedQuerySet:
    """With the steps in the order in which they were taken. One query more."""
    steps = NeedStep.objects.select_related("post").order_by("at", "pk")
    return needs.prefetch_related(Prefetch("steps", steps))
