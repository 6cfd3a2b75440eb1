"""A report that somebody, or the clock, asked for: its parts, its figures, its files."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.files.models import Attachment
from gaoqiao.reports.models.definition import Layout, ReportDefinition
from gaoqiao.reports.periods import Period
from residents.models import Place


class RunState(models.TextChoices):
    """Whether a report is finished."""

    MAKING = "making", pgettext_lazy("state of a report", "Being made")
    DONE = "done", pgettext_lazy("state of a report", "Finished")
    FAILED = "failed", pgettext_lazy("state of a report", "Did not work")


class ReportRun(models.Model):
    """One report of one place and period. Finished, it is read-only in the database.

    `values` holds the figures of the whole by key; `version` counts the times that the same report
    was asked for anew. A run that did not work keeps its parts and no file.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    definition = models.ForeignKey(
        ReportDefinition, models.PROTECT, related_name="runs", verbose_name=_("report")
    )
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="reports", verbose_name=_("place")
    )
    since = models.DateField(_("from"))
    until = models.DateField()
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    layout = models.CharField(_("layout"), max_length=8, choices=Layout, default=Layout.PLAIN)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=RunState, default=RunState.MAKING)
    values = models.JSONField(default=dict)
    paper = models.OneToOneField(
        Attachment, models.PROTECT, null=True, blank=True, related_name="+"
    )
    book = models.OneToOneField(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("model", "report")
        verbose_name_plural = pgettext_lazy("model", "reports")
        ordering = ["-since", "place__path", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="report_run_version_once",
                fields=["definition", "place", "since", "version"],
            ),
            models.UniqueConstraint(
                name="report_run_one_in_hand",
                fields=["definition", "place", "since"],
                condition=models.Q(state="making"),
            ),
            models.CheckConstraint(
                name="report_run_done_is_whole",
                condition=models.Q(
                    state="done",
                    finished_at__isnull=False,
                    paper__isnull=False,
                    book__isnull=False,
                )
                | ~models.Q(state="done")
                & models.Q(finished_at__isnull=True, paper__isnull=True, book__isnull=True),
            ),
            models.CheckConstraint(
                name="report_run_forward", condition=models.Q(until__gt=models.F("since"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.definition} · {self.period}"

    @property
    def period(self) -> Period:
        """The month or quarter."""
        return Period(self.since, self.definition.period)

    @property
    def record_path(self) -> str:
        """Where the report is about, for the record."""
        return self.place.path


class ReportPart(models.Model):
    """The figures of one village, or of what lies in the town and in no village of it, with the
    keys of the rows behind each. Counted, it is read-only in the database."""

    run = models.ForeignKey(ReportRun, models.PROTECT, related_name="parts")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    values = models.JSONField(default=dict)
    rows = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("part of a report")
        ordering = ["run", "place__path"]
        constraints = [
            models.UniqueConstraint(name="report_part_once", fields=["run", "place"]),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} · {self.place}"

    @property
    def record_path(self) -> str:
        """Where it is, for the record."""
        return self.place.path


class Publication(models.Model):
    """A report that everybody may read from then on; never taken back, only overtaken by a newer
    version of the same report."""

    run = models.OneToOneField(ReportRun, models.PROTECT, related_name="publication")
    at = models.DateTimeField(_("published"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("publication of a report")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.run_id}"

    @property
    def record_path(self) -> str:
        """Where the report is about, for the record."""
        return self.run.record_path
