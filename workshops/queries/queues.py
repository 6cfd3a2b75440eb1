"""The clerk's queue of this room: the same query counts and lists."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from residents.queries.queues import Queue
from residents.roles import Right
from workshops.access.workshops import signed_by
from workshops.kinds import ReportState
from workshops.models import MonthReport


def to_sign(user: Any) -> QuerySet[MonthReport]:
    """Handed in by a host, and neither signed nor sent back."""
    return signed_by(user).filter(state=ReportState.SUBMITTED)


QUEUES = {
    queue.key: queue
    for queue in (
        Queue(
            "to_sign",
            _("Workshops' months to sign"),
            _("Handed in by the hosts"),
            MonthReport,
            to_sign,
            (Right.KEEP_WORKSHOPS,),
        ),
    )
}
