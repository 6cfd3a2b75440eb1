"""What somebody has begun to write, kept encrypted on the server, invalid input too."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from foundation.crypto.fields import EncryptedTextField
from foundation.drafts.payloads import unpacked


class Draft(models.Model):
    """One unfinished form: of a user, or of a visitor known by the digest of a cookie."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    visitor_digest = models.CharField(max_length=64, blank=True)
    form = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    payload = EncryptedTextField(label="draft.payload")
    base_revision = models.PositiveIntegerField(default=0)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="draft_one_per_author",
                fields=["author", "form", "subject"],
                condition=models.Q(author__isnull=False),
            ),
            models.UniqueConstraint(
                name="draft_one_per_visitor",
                fields=["visitor_digest", "form", "subject"],
                condition=models.Q(author__isnull=True),
            ),
            models.CheckConstraint(
                name="draft_has_one_owner",
                condition=models.Q(author__isnull=False, visitor_digest="")
                | (models.Q(author__isnull=True) & ~models.Q(visitor_digest="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.subject}"

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by field name."""
        return unpacked(self.payload)
