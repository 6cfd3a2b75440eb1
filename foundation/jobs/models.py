"""Work that outlives a request. The row is the truth; Celery is the carrier."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.actor import Actor, clock


class JobState(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(models.Model):
    """One piece of work, known by its key, so that asking twice is asking once.

    Whoever runs it holds the lease (`lease_token` until `lease_until`); a waiting job is not
    begun before `not_before`; `sent_at` says when a message about it was last sent.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_token = models.CharField(max_length=32, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
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
