"""The record, read: newest first."""

from __future__ import annotations

from django.db import models

from foundation.prepared import Prepared
from foundation.record.models import Entry
from foundation.record.subjects import key_of, label_of


def entries_of(subject: models.Model) -> models.QuerySet[Entry]:
    """What was done to one thing; `actor` is fetched with it."""
    return Entry.objects.filter(
        subject_label=label_of(subject), subject_key=key_of(subject)
    ).select_related("actor")


def newest() -> int:
    """The number of the newest act; 0 before the first. What pages show of rows that only acts
    write is the same until it changes."""
    return next(iter(NEWEST.rows()), (0,))[0]


NEWEST = Prepared(lambda: Entry.objects.order_by("-pk").values_list("pk")[:1])
