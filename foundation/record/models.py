"""The record: what was done, by whom, with what result; and who looked at personal data."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Result(models.TextChoices):
    DONE = "done", pgettext_lazy("result of an act", "Done")
    REFUSED = "refused", pgettext_lazy("result of an act", "Refused")
    FAILED = "failed", pgettext_lazy("result of an act", "Failed")


class Entry(models.Model):
    """One act. Append-only: the database refuses to change or delete a row (`guards`).

    Never a name, a phone, an address or free words: `values` holds old and new values only of
    fields that are not personal, so that erasing a person need not touch the record.
    """

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    actor_kind = models.CharField(max_length=10)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    holding = models.BigIntegerField(null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=20)
    address_digest = models.CharField(max_length=64, blank=True)
    job = models.CharField(max_length=60, blank=True)
    verb = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=60)
    place_path = models.CharField(max_length=40, blank=True)
    fields = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    result = models.CharField(_("result"), max_length=10, choices=Result, default=Result.DONE)

    class Meta:
        verbose_name = _("entry of the record")
        verbose_name_plural = _("the record")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject_label", "subject_key"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_label}:{self.subject_key}"


class Reading(models.Model):
    """One look at unmasked personal data: who, whose (as label and key), which field, why."""

    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("account")
    )
    holding = models.BigIntegerField(null=True, blank=True)
    subject_label = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=60)
    field = models.CharField(_("field"), max_length=60)
    reason = models.CharField(_("reason"), max_length=200)
    address_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("look at personal data")
        verbose_name_plural = _("looks at personal data")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.subject_label}:{self.subject_key}.{self.field}"
