"""Work that outlives a request. The row is the truth; Celery is the carrier."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.actor import Actor, clock


class JobState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("state of a job", "Waiting")
    RUNNING = "running", pgettext_lazy("state of a job", "Running")
    DONE = "done", pgettext_lazy("state of a job", "Done")
    FAILED = "failed", pgettext_lazy("state of a job", "Failed")


class Job(models.Model):
    """One piece of work, known by its key, so that asking twice is asking once.

    Whoever runs it holds the lease (`lease_token` until `lease_until`); a waiting job is not
    begun before `not_before`; `sent_at` says when a message about it was last sent.
    """

    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("key"), max_length=120, unique=True)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True)
    progress = models.PositiveSmallIntegerField(_("progress (per cent)"), default=0)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("asked for"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "lease_until"])]
        constraints = [
            models.CheckConstraint(
                name="job_progress_percent", condition=models.Q(progress__lte=100)
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def by(self) -> Actor:
        """The clock, on behalf of who asked: the action asks for their rights when it runs."""
        return clock(self.kind, asked_by=self.asked_by)
