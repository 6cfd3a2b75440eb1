"""Open data of this room: workshops with their published months, and work to be had."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.api.fields import Page, Telephone, Url
from foundation.api.shown import Shown
from foundation.api.views import VISITOR, OpenList, OpenOne
from residents.api import NeedNumber, OrganizationBrief, PlaceBrief, VenueBrief
from workshops.addresses import opening_address, workshop_address
from workshops.filters import OpeningFilters, WorkshopFilters
from workshops.gain import Gain
from workshops.kinds import Mode
from workshops.models import MonthReport, Opening, Workshop
from workshops.models.workshop import WorkshopQuerySet
from workshops.queries.figures import gain_of_report
from workshops.queries.open_data import (
    kept_openings,
    openings_in_the_open,
    with_months,
    workshops_in_the_open,
)

YUAN = {"type": "string", "format": "decimal"}
GAIN: dict[str, Any] = {
    "type": ["object", "null"],
    "required": ["value", "mean", "baseline", "baseline_period", "method", "mode", "people"],
    "properties": {
        "value": YUAN,
        "mean": YUAN,
        "baseline": YUAN,
        "baseline_period": {"type": "string"},
        "method": {"type": "string"},
        "mode": {"type": "string", "enum": list(Mode.values)},
        "people": {"type": "integer"},
    },
}


class WorkshopBrief(Shown):
    """A workshop beside what it offers."""

    place = PlaceBrief(read_only=True)

    class Meta:
        model = Workshop
        fields = ["slug", "name", "name_en", "place"]


class WorkshopShown(Shown):
    """A workshop."""

    url = Url("workshops:api_workshop", "slug")
    page = Page(lambda workshop: workshop_address(workshop.slug))
    host = OrganizationBrief(read_only=True)
    namesake = OrganizationBrief(read_only=True, allow_null=True)
    place = PlaceBrief(read_only=True)
    venue = VenueBrief(read_only=True, allow_null=True)
    telephone = Telephone()
    need = NeedNumber()

    class Meta:
        model = Workshop
        fields = [
            *("url", "page", "slug", "name", "name_en", "kind", "host", "namesake", "place"),
            *("venue", "summary", "summary_en", "telephone", "need", "since"),
        ]


class MonthShown(Shown):
    """A published month: of five people at least."""

    people = serializers.IntegerField(source="headcount", read_only=True)
    gain = serializers.SerializerMethodField(
        help_text=_("Yuan a month more than before, on average; null where it cannot be told.")
    )

    class Meta:
        model = MonthReport
        fields = ["month", "version", "people", "gain", "published_at"]

    @extend_schema_field(GAIN)
    def get_gain(self, report: MonthReport) -> dict[str, Any] | None:
        """The gain with all that it takes to understand it."""
        found = gain_of_report(report)
        if not isinstance(found, Gain):
            return None
        return {
            "value": f"{found.value:f}",
            "mean": f"{found.mean:f}",
            "baseline": f"{found.baseline:f}",
            "baseline_period": found.period,
            "method": found.method,
            "mode": found.mode,
            "people": found.number,
        }


class WorkshopWithMonths(WorkshopShown):
    """A workshop with its published months, the newest first."""

    months = MonthShown(many=True, read_only=True)

    class Meta(WorkshopShown.Meta):
        fields = [*WorkshopShown.Meta.fields, "months"]


class OpeningShown(Shown):
    """Work to be had."""

    url = Url("workshops:api_opening")
    page = Page(lambda opening: opening_address(opening.pk))
    workshop = WorkshopBrief(read_only=True)
    telephone = Telephone()

    class Meta:
        model = Opening
        fields = [
            *("url", "page", "id", "title", "title_en", "words", "workshop", "pay", "wanted"),
            *("closes_on", "telephone", "state", "created_at"),
        ]


class Workshops(OpenList):
    """Workshops."""

    words = _("Workshops that run.")
    serializer_class = WorkshopShown
    filterset_class = WorkshopFilters
    order = ("slug",)

    def get_queryset(self) -> WorkshopQuerySet:
        """Those that have not ended."""
        return workshops_in_the_open(VISITOR)


class OneWorkshop(OpenOne):
    """One workshop."""

    words = _("One workshop with its published months.")
    serializer_class = WorkshopWithMonths
    lookup_field = "slug"

    def get_queryset(self) -> WorkshopQuerySet:
        """Those that have not ended."""
        return with_months(workshops_in_the_open(VISITOR), VISITOR)


class Openings(OpenList):
    """Work that can be applied for."""

    words = _("Work that can be applied for, the newest first.")
    serializer_class = OpeningShown
    filterset_class = OpeningFilters
    order = ("-created_at", "-pk")

    def get_queryset(self) -> QuerySet[Opening]:
        """What takes applications."""
        return openings_in_the_open(VISITOR)


class OneOpening(OpenOne):
    """One opening, also one that is closed."""

    words = _("One opening, also one that is closed.")
    serializer_class = OpeningShown

    def get_queryset(self) -> QuerySet[Opening]:
        """Those whose page stays."""
        return kept_openings(VISITOR)
