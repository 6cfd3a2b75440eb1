"""Workshops and openings with what the open data shows of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet

from workshops.access.openings import pages_of_openings, visible_openings
from workshops.access.workshops import public_reports, visible_workshops
from workshops.models import Opening
from workshops.models.workshop import WorkshopQuerySet
from workshops.queries.public import openings_with_workshop


def workshops_in_the_open(user: Any) -> WorkshopQuerySet:
    """Workshops with who runs them and where. One query."""
    related = ("host", "namesake", "place", "venue", "need")
    return visible_workshops(user).select_related(*related)


def with_months(workshops: WorkshopQuerySet, user: Any) -> WorkshopQuerySet:
    """With, as `months`, those that were published, the newest first. One query more."""
    months = public_reports(user).order_by("-month")
    return workshops.prefetch_related(Prefetch("reports", months, to_attr="months"))


def openings_in_the_open(user: Any) -> QuerySet[Opening]:
    """Work that can be applied for. One query."""
    return openings_with_workshop(visible_openings(user))


def kept_openings(user: Any) -> QuerySet[Opening]:
    """Work that could be applied for, too: its page stays. One query."""
    return openings_with_workshop(pages_of_openings(user))
