"""What was agreed anew of an agreement that runs."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from services.models.agreement import Agreement
from services.models.approval import Approval
from services.models.years import YearsAfter
from services.periods import LONGEST_YEARS


class Amendment(models.Model):
    """Another end or another floor of an agreement, from the day on which it was written. Rows are
    only added; the agreement says what its last amendment says.

    The new floor counts from the quarter that runs on that day.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="amendments")
    since = models.DateField(_("from"))
    was_until = models.DateField(_("until before (first day without it)"))
    until = models.DateField(_("until (first day without it)"))
    was_floor_percent = models.PositiveSmallIntegerField(_("floor before"), null=True, blank=True)
    floor_percent = models.PositiveSmallIntegerField(_("floor"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["agreement", "pk"]
        constraints = [
            models.CheckConstraint(
                name="amendment_ahead", condition=Q(until__gt=F("since"), was_until__gt=F("since"))
            ),
            models.CheckConstraint(
                name="amendment_twenty_years",
                condition=Q(until__lte=YearsAfter("since", years=LONGEST_YEARS)),
            ),
            models.CheckConstraint(
                name="amendment_floor",
                condition=Q(floor_percent__isnull=True) | Q(floor_percent__range=(1, 1000)),
            ),
            models.CheckConstraint(name="amendment_with_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.agreement.number} {self.since}"

    @property
    def record_path(self) -> str:
        """Where the record says that it is."""
        return self.agreement.place.path


class AmendmentPaper(models.Model):
    """A paper that allows an amendment, and no other one."""

    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="papers")
    approval = models.OneToOneField(Approval, models.PROTECT, related_name="allows")

    class Meta:
        verbose_name = _("paper of an amendment")
        verbose_name_plural = _("papers of amendments")
        ordering = ["amendment", "pk"]

    def __str__(self) -> str:
        return str(self.approval)
