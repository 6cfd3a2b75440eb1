"""Published reports as open data."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundation.api.fields import Page, Url
from foundation.api.shown import Shown
from foundation.api.views import OpenList, OpenOne
from gaoqiao.reports.access import public_runs
from gaoqiao.reports.models import ReportRun
from gaoqiao.reports.queries.runs import lines_of, published_runs
from residents.api import PlaceBrief

FIGURE: dict[str, Any] = {
    "type": "object",
    "required": ["key", "words", "number", "unit", "withheld"],
    "properties": {
        "key": {"type": "string"},
        "words": {"type": "string"},
        "number": {"type": ["string", "null"], "format": "decimal"},
        "unit": {"type": "string"},
        "withheld": {"type": "boolean"},
    },
}


def report_page(run: ReportRun) -> str:
    """The page of a published report."""
    return f"/reports/{run.uuid}/"


class ReportShown(Shown):
    """A published report; of several versions lists show the last."""

    url = Url("api_report", "uuid")
    page = Page(report_page)
    paper = serializers.SerializerMethodField()
    report = serializers.CharField(source="definition.key", read_only=True)
    period = serializers.CharField(source="definition.period", read_only=True)
    place = PlaceBrief(read_only=True)
    published_at = serializers.DateTimeField(source="publication.at", read_only=True)

    class Meta:
        model = ReportRun
        fields = [
            *("url", "page", "paper", "uuid", "report", "period", "place", "since", "until"),
            *("version", "published_at"),
        ]

    @extend_schema_field(OpenApiTypes.URI)
    def get_paper(self, run: ReportRun) -> str:
        """Where the Word paper is."""
        path = reverse("reports:paper", args=[run.uuid])
        told: str = self.context["request"].build_absolute_uri(path)
        return told


class ReportWithFigures(ReportShown):
    """A report with its figures."""

    figures = serializers.SerializerMethodField()

    class Meta(ReportShown.Meta):
        fields = [*ReportShown.Meta.fields, "figures"]

    @extend_schema_field({"type": "array", "items": FIGURE})
    def get_figures(self, run: ReportRun) -> list[dict[str, Any]]:
        """As its page tells them: what is withheld there is so here."""
        return [
            {
                "key": line.key,
                "words": line.words,
                "number": None if line.told is None else f"{line.told:f}",
                "unit": str(line.unit),
                "withheld": line.withheld,
            }
            for line in lines_of(run.values, run)
        ]


class Reports(OpenList):
    """Published reports."""

    words = _("Published reports, the newest period first.")
    serializer_class = ReportShown
    filterset_class = None
    order = ("-since", "-pk")

    def get_queryset(self) -> QuerySet[ReportRun]:
        """The last version of each."""
        return published_runs()


class OneReport(OpenOne):
    """One published report."""

    words = _("One published report with its figures.")
    serializer_class = ReportWithFigures
    lookup_field = "uuid"

    def get_queryset(self) -> QuerySet[ReportRun]:
        """Whatever was published."""
        return public_runs()
