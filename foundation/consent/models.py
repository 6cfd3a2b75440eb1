"""What somebody has agreed to: what for, by which words, when, and when they took it back."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.site.models import TextVersion


class Purpose(models.TextChoices):
    """What personal data is given for: a consent to each by itself."""

    CALL_BACK = "call_back", _("To be called and told about a need")
    APPLY = "apply", _("To be known to the host of a workshop")
    ACCOUNT = "account", _("To have an account")


class Consent(models.Model):
    """One consent. `text` is the wording about personal data that held when it was given, in the
    giver's language; none where staff had written none. The thing that it came with is named by
    label and key, as in the record."""

    purpose = models.CharField(max_length=12, choices=Purpose)
    subject_label = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=60)
    text = models.ForeignKey(TextVersion, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(max_length=20)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("to the use of personal data", "consent")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="consent_once",
                fields=["subject_label", "subject_key", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject_label}:{self.subject_key}"
