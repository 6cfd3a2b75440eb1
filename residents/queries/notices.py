"""Notices, read: what each is about and says, and a user's inbox."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from residents.models import Notice
from residents.queries.published import need_address


def address_of(notice: Notice) -> str:
    """The language-free address of the page that tells more."""
    return need_address(notice.step.need) if notice.step else notice.address


def inbox(user: Any) -> QuerySet[Notice]:
    """The user's own notices, the newest first."""
    rows = Notice.objects.filter(user=user.pk, channel=Notice.Channel.INBOX)
    return rows.select_related("step__need", "organization").order_by("-created_at", "-pk")


def with_unread(users: QuerySet[Any]) -> QuerySet[Any]:
    """The users with `unread`: how many of their notices are not marked as read."""
    lines = Notice.objects.filter(
        user=OuterRef("pk"), channel=Notice.Channel.INBOX, read_at__isnull=True
    )
    counted = lines.order_by().values("user").annotate(n=Count("pk")).values("n")
    return users.annotate(unread=Coalesce(Subquery(counted), 0))
