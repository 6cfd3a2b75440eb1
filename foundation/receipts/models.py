"""The answer to a request that may be sent twice."""

from django.db import models
from django.utils import timezone


class Receipt(models.Model):
    """One client key, used once: the repeated request gets the first one's subject."""

    client_key = models.CharField(max_length=32, unique=True)
    subject_label = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.subject_label}:{self.subject_key}"
