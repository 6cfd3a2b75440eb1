"""What a host reports of a month; the rows are never changed, a correction is a new version."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from workshops.gain import Reason, Stated
from workshops.kinds import Mode, ReportState
from workshops.models.workshop import Workshop


class MonthReportQuerySet(models.QuerySet["MonthReport"]):
    """Reports by how they stand."""

    def signed(self) -> MonthReportQuerySet:
        """Those that hold: one a workshop and month."""
        return self.filter(state=ReportState.SIGNED)

    def published(self) -> MonthReportQuerySet:
        """Those whose figures were ever shown to everybody, also when corrected since."""
        return self.filter(published_at__isnull=False)


class MonthReport(models.Model):
    """People, total pay and what they earned before, of one month: one version of it.

    `members` are the keys of the people where the host keeps rows of each, so that figures which
    differ by fewer than five are known; else null. `withheld` says why a signed month is not
    published, decided once, when it is signed.
    """

    workshop = models.ForeignKey(
        Workshop, models.PROTECT, related_name="reports", verbose_name=_("workshop")
    )
    month = models.DateField(_("month"))
    version = models.PositiveSmallIntegerField(_("version"))
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    mode = models.CharField(_("figures from"), max_length=10, choices=Mode)
    headcount = models.PositiveIntegerField(_("people"))
    total_pay = models.DecimalField(_("total pay"), max_digits=12, decimal_places=2)
    baseline_mean = models.DecimalField(
        _("earlier pay on average"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    baseline_period = models.CharField(_("earlier pay of which time"), max_length=60, blank=True)
    baseline_method = models.CharField(_("how it was found out"), max_length=120, blank=True)
    members = models.JSONField(null=True, blank=True)
    why = models.CharField(_("why corrected"), max_length=200, blank=True)
    submitted_at = models.DateTimeField(_("handed in"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=ReportState, default=ReportState.SUBMITTED
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("why sent back"), max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    withheld = models.CharField(_("not published"), max_length=12, choices=Reason, blank=True)

    objects = MonthReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("month's report")
        verbose_name_plural = _("months' reports")
        ordering = ["-month", "-version", "-pk"]
        indexes = [models.Index(fields=["state", "submitted_at"])]
        constraints = [
            models.UniqueConstraint(
                name="report_one_signed",
                fields=["workshop", "month"],
                condition=models.Q(state="signed"),
            ),
            models.UniqueConstraint(
                name="report_one_waiting",
                fields=["workshop", "month"],
                condition=models.Q(state="submitted"),
            ),
            models.UniqueConstraint(
                name="report_version_once", fields=["workshop", "month", "version"]
            ),
            models.CheckConstraint(name="report_first_day", condition=models.Q(month__day=1)),
            models.CheckConstraint(
                name="report_pay_of_people",
                condition=models.Q(total_pay__gte=0)
                & (models.Q(headcount__gt=0) | models.Q(total_pay=0)),
            ),
            models.CheckConstraint(
                name="report_baseline_not_negative",
                condition=models.Q(baseline_mean__isnull=True)
                | models.Q(baseline_mean__isnull=False, baseline_mean__gte=0),
            ),
            models.CheckConstraint(
                name="report_published_is_enough",
                condition=models.Q(published_at__isnull=True)
                | models.Q(published_at__isnull=False, headcount__gte=5, withheld=""),
            ),
            models.CheckConstraint(
                name="report_returned_says_why",
                condition=~models.Q(state="returned") | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workshop} {date_format(self.month, 'YEAR_MONTH_FORMAT')}"

    @property
    def record_path(self) -> str:
        """Where the workshop is, for the record."""
        return self.workshop.place.path

    @property
    def stated(self) -> Stated:
        """The month as a value for the arithmetic."""
        return Stated(
            number=self.headcount,
            total_pay=self.total_pay,
            mode=self.mode,
            baseline=self.baseline_mean,
            period=self.baseline_period,
            method=self.baseline_method,
            members=None if self.members is None else frozenset(self.members),
        )
