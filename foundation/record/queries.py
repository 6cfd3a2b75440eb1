"""The record, read: newest first."""

from __future__ import annotations

from django.db import models

from foundation.record.models import Entry
from foundation.record.subjects import key_of, label_of


def entries_of(subject: models.Model) -> models.QuerySet[Entry]:
    """What was done to one thing; `actor` is fetched with it."""
    return Entry.objects.filter(
        subject_label=label_of(subject), subject_key=key_of(subject)
    ).select_related("actor")
