"""The first screen of the staff pages: what waits, gathered from the rooms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from committees.queries.queues import QUEUES as OF_COMMITTEES
from foundation.backoffice.queries import capped_count
from gaoqiao.rooms import is_on
from residents.queries.queues import QUEUES as OF_RESIDENTS
from services.queries.queues import QUEUES as OF_SERVICES
from workshops.queries.queues import QUEUES as OF_WORKSHOPS


@dataclass(frozen=True)
class QueueLine:
    """One queue with its number (of the user's own rows) and the list it opens."""

    label: Any
    hint: Any
    number: int
    address: str
    late: bool


# The rooms' queues, in the order of the first screen.
ROOMS = (OF_RESIDENTS, OF_COMMITTEES, OF_SERVICES, OF_WORKSHOPS)


def queue_lines(user: Any) -> list[QueueLine]:
    """Every queue that can be the user's; one count query each."""
    return [
        QueueLine(
            queue.label,
            queue.hint,
            capped_count(queue.rows(user)),
            f"{reverse(list_name(queue.model))}?queue={queue.key}",
            queue.late,
        )
        for room in ROOMS
        for queue in room.values()
        if is_on(queue.model._meta.app_label) and queue.shown(user)
    ]


def list_name(model: Any) -> str:
    """The URL name of a model's list in the staff pages."""
    return f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
