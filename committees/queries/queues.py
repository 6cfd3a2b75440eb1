"""What waits in this room: each queue is one query, of its count and of the list behind it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from committees.access.minutes import minutes_to_approve
from committees.access.staff import outcomes_overdue
from committees.models import Body, Minutes, Resolution
from committees.queries.duties import bodies_overdue
from residents.queries.queues import Queue
from residents.roles import Right

QUEUES = {
    queue.key: queue
    for queue in (
        Queue(
            "to_approve",
            _("Minutes to approve"),
            _("Handed in by somebody else"),
            Minutes,
            minutes_to_approve,
            (Right.APPROVE_MINUTES,),
        ),
        Queue(
            "meetings_overdue",
            _("Bodies that should have met"),
            _("By their rule the meeting is overdue"),
            Body,
            bodies_overdue,
            (Right.APPROVE_MINUTES, Right.READ_ALL),
            late=True,
        ),
        Queue(
            "outcomes_overdue",
            _("Outcomes overdue"),
            _("Agreed, and past their date"),
            Resolution,
            outcomes_overdue,
            (Right.APPROVE_MINUTES, Right.ANSWER_NEEDS, Right.READ_ALL),
            late=True,
        ),
    )
}
