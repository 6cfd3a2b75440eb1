"""What is due to be forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.module_loading import import_string

from foundation.retention.kinds import Kind


def due(kind: Kind, now: datetime) -> QuerySet[Any]:
    """The rows of a kind whose time is over."""
    rows: QuerySet[Any] = import_string(kind.due)(now)
    return rows
