"""The record, read: newest first."""

from __future__ import annotations

from typing import Any

from django.db import models

from foundation.record.models import Entry, Reading
from foundation.record.subjects import key_of, label_of


def entries_of(subject: models.Model) -> models.QuerySet[Entry]:
    """What was done to one thing; `actor` is fetched with it."""
    return Entry.objects.filter(
        subject_label=label_of(subject), subject_key=key_of(subject)
    ).select_related("actor")


def entries_by(user: Any) -> models.QuerySet[Entry]:
    """What one user did or was refused."""
    return Entry.objects.filter(actor=user)


def readings_of(subject: models.Model) -> models.QuerySet[Reading]:
    """Who looked at the unmasked personal data of one thing."""
    return Reading.objects.filter(
        subject_label=label_of(subject), subject_key=key_of(subject)
    ).select_related("reader")
