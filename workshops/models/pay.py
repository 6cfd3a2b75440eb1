"""Rows of each person, where a host keeps them: nobody but the host's operators reads them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.crypto.fields import EncryptedTextField
from workshops.models.workshop import Workshop


class Employment(models.Model):
    """Somebody at work over `[since, until)`, with what they earned a month before."""

    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="employments")
    worker = EncryptedTextField(label="employment.worker")
    person = models.ForeignKey(
        "residents.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_application = models.OneToOneField(
        "workshops.Application", models.PROTECT, null=True, blank=True, related_name="employment"
    )
    baseline = models.DecimalField(
        _("earlier pay a month"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    since = models.DateField(_("since"))
    until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["workshop", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="employment_forward",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
            models.CheckConstraint(
                name="employment_baseline_not_negative",
                condition=models.Q(baseline__isnull=True)
                | models.Q(baseline__isnull=False, baseline__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workshop_id} {self.pk}"

    @property
    def record_path(self) -> str:
        """Where the workshop is, for the record."""
        return self.workshop.place.path


class Pay(models.Model):
    """What somebody was paid for a month. Never changed: a correction is a row that corrects."""

    employment = models.ForeignKey(Employment, models.PROTECT, related_name="pays")
    month = models.DateField(_("month"))
    amount = models.DecimalField(_("pay of the month"), max_digits=9, decimal_places=2)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["employment", "-month", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="pay_once_a_month",
                fields=["employment", "month"],
                condition=models.Q(corrects__isnull=True),
            ),
            models.CheckConstraint(name="pay_not_negative", condition=models.Q(amount__gte=0)),
            models.CheckConstraint(name="pay_first_day", condition=models.Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.employment_id} {self.month}"
