"""The first screen of the staff pages: what waits, gathered from the rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from residents.queries.queues import QUEUES


@dataclass(frozen=True)
class QueueLine:
    """One queue with its number (of the user's own rows) and the list it opens."""

    label: Any
    hint: Any
    number: int
    address: str
    late: bool


def queue_lines(user: Any) -> list[QueueLine]:
    """Every queue; one count query each."""
    return [
        QueueLine(
            queue.label,
            queue.hint,
            queue.rows(user).count(),
            f"{reverse(list_name(queue.model))}?queue={queue.key}",
            queue.late,
        )
        for queue in QUEUES.values()
    ]


def list_name(model: Any) -> str:
    """The URL name of a model's list in the staff pages."""
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
