"""What waits in this room: each queue is one query, of its count and of the list behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from residents.queries.queues import Queue
from residents.roles import Right
from services.access.agreements import staff_agreements, staff_statements
from services.models import Agreement, Delivery, Statement
from services.terms import AgreementState

SOON, QUIET = timedelta(days=30), timedelta(days=14)


def to_publish(user: Any) -> QuerySet[Statement]:
    """Frozen, and the partner has had them for seven days: they can be made public."""
    return staff_statements(user).filter(
        published_at__isnull=True, publish_on__lte=timezone.localdate()
    )


def to_be_answered(user: Any) -> QuerySet[Statement]:
    """Frozen and not public; the partner may still answer, and has not."""
    return staff_statements(user).filter(
        published_at__isnull=True, answer="", publish_on__gt=timezone.localdate()
    )


def ending_soon(user: Any) -> QuerySet[Agreement]:
    """Running, and over within thirty days."""
    return staff_agreements(user).filter(
        state=AgreementState.RUNNING, until__lte=timezone.localdate() + SOON
    )


def gone_quiet(user: Any) -> QuerySet[Agreement]:
    """Running for fourteen days or longer, and nothing was entered in the last fourteen."""
    entered = Delivery.objects.filter(
        obligation__agreement=OuterRef("pk"), at__gt=timezone.now() - QUIET
    )
    return staff_agreements(user).filter(
        ~Exists(entered),
        state=AgreementState.RUNNING,
        since__lte=timezone.localdate() - QUIET,
    )


KEPT = (Right.KEEP_AGREEMENTS, Right.READ_ALL)

# fmt: off
QUEUES = {
    queue.key: queue
    for queue in (
        Queue("to_publish", _("Statements to publish"), _("The partner has had seven days"),
              Statement, to_publish, KEPT),
        Queue("to_be_answered", _("Statements with the partner"), _("Not answered yet"),
              Statement, to_be_answered, KEPT),
        Queue("ending_soon", _("Agreements ending soon"), _("Over within 30 days"),
              Agreement, ending_soon, KEPT),
        Queue("gone_quiet", _("Partners gone quiet"), _("Nothing entered for 14 days"),
              Agreement, gone_quiet, KEPT, late=True),
    )
}
# fmt: on
