"""Reports on the staff pages: asked for, watched, opened, published; and their templates."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move, ScopedAdmin
from foundation.backoffice.filters import SeenFilter
from foundation.jobs.views import watched
from gaoqiao.reports import access
from gaoqiao.reports.actions.asking import ask_report
from gaoqiao.reports.actions.definitions import drop_template, keep_template
from gaoqiao.reports.actions.publishing import publish_report
from gaoqiao.reports.forms import AskForm, LayoutForm, PlainForm, TemplateForm
from gaoqiao.reports.models import Layout, ReportDefinition, ReportRun, RunState
from gaoqiao.reports.queries.measures import measures_of
from gaoqiao.reports.queries.pages import shown_report
from gaoqiao.reports.queries.papers import PAPER_FIELDS
from gaoqiao.reports.queries.progress import progress_of


def publish(by: Any, run: ReportRun, data: dict[str, Any]) -> ReportRun:
    """Show it to everybody."""
    return publish_report(by=by, run=run)


def may_be_published(user: Any, run: ReportRun) -> bool:
    """Finished, not public yet, and the user's to publish."""
    fresh = run.state == RunState.DONE and not hasattr(run, "publication")
    return fresh and access.may_publish(user, run)


def keep(by: Any, row: ReportDefinition, data: dict[str, Any]) -> ReportDefinition:
    """Put the town's own template in place."""
    return keep_template(
        by=by,
        definition=row,
        layout=data["layout"],
        uploaded=data["template"],
        revision=data["revision"] or 0,
    )


def drop(by: Any, row: ReportDefinition, data: dict[str, Any]) -> ReportDefinition:
    """Back to the portal's own."""
    revision = data["revision"] or 0
    return drop_template(by=by, definition=row, layout=data["layout"], revision=revision)


@admin.register(ReportRun)
class ReportRunAdmin(ScopedAdmin):
    """Reports of the places whose reports the user keeps or oversees."""

    list_display = ("report", "place", "about", "version", "state", "public")
    list_filter = ("definition", "state", ("place", SeenFilter))
    ordering = ("-since", "place__path", "-pk")
    empty_words = _("No report has been asked for yet.")
    change_form_template = "reports/run_row.html"
    create_form = AskForm
    moves = (
        Move(
            "publish",
            _("Publish"),
            PlainForm,
            publish,
            may_be_published,
            primary=True,
            words=_("Everybody can read it and its Word paper from now on. It cannot be undone."),
        ),
    )

    def visible(self, user: Any) -> QuerySet[ReportRun]:
        return access.staff_runs(user)

    def may_view(self, user: Any) -> bool:
        return access.may_open_reports(user)

    def may_create(self, user: Any) -> bool:
        return access.may_keep_any(user)

    def create(self, by: Any, data: dict[str, Any]) -> ReportRun:
        names = ("definition", "place", "period", "layout")
        return ask_report(by=by, **{name: data[name] for name in names})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        now = progress_of(self.row_or_404(request, object_id))
        return watched(request, now) or super().change_view(
            request, object_id, form_url, {"job": now, **(extra_context or {})}
        )

    def row_context(self, request: HttpRequest, row: ReportRun) -> dict[str, Any]:
        return {"report": shown_report(row) if row.state == RunState.DONE else None}

    @admin.display(description=_("report"), ordering="definition")
    def report(self, run: ReportRun) -> str:
        """Which report."""
        return str(run.definition)

    @admin.display(description=_("period"), ordering="since")
    def about(self, run: ReportRun) -> str:
        """Which month or quarter."""
        return str(run.period)

    @admin.display(description=_("Public"), boolean=True)
    def public(self, run: ReportRun) -> bool:
        """Whether everybody may read it."""
        return hasattr(run, "publication")


@admin.register(ReportDefinition)
class ReportDefinitionAdmin(ScopedAdmin):
    """The kinds of report, with the Word templates of the town."""

    list_display = ("name", "period")
    ordering = ("pk",)
    change_form_template = "reports/definition_row.html"
    moves = (
        Move(
            "template",
            _("Use a template of our own"),
            TemplateForm,
            keep,
            lambda user, row: access.may_keep_templates(user),
            primary=True,
        ),
        Move(
            "drop",
            _("Use the portal's own template again"),
            LayoutForm,
            drop,
            lambda user, row: bool(row.plain or row.official) and access.may_keep_templates(user),
            danger=True,
        ),
    )

    def visible(self, user: Any) -> QuerySet[ReportDefinition]:
        return access.definitions(user)

    def may_view(self, user: Any) -> bool:
        return access.may_open_reports(user)

    def row_context(self, request: HttpRequest, row: ReportDefinition) -> dict[str, Any]:
        layouts = [(layout, layout.label, bool(row.template(layout))) for layout in Layout]
        measures = measures_of(row.measures)
        return {"layouts": layouts, "measures": measures, "paper_fields": PAPER_FIELDS}

    @admin.display(description=_("name"))
    def name(self, row: ReportDefinition) -> str:
        """What the report is called."""
        return str(row)
