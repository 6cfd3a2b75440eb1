"""The queues as a filter of the staff lists: the same query as the count on the first screen."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from residents.queries.queues import QUEUES


class QueueFilter(admin.SimpleListFilter):
    """One of the queues of a model."""

    title = _("Queue")
    parameter_name = "queue"
    model: Any = None

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(key, queue.label) for key, queue in QUEUES.items() if queue.model is self.model]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        queue = QUEUES.get(self.value() or "")
        if queue is None or queue.model is not self.model:
            return queryset
        return queryset.filter(pk__in=queue.rows(request.user).values("pk"))
