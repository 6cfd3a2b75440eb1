"""What the lists of the staff pages are narrowed by: queues, and rows that the user may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from django.contrib import admin
from django.db.models import Count, Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

QUEUE = "queue"


def choices_seen_by(site: Any, model: type[Model], request: HttpRequest) -> QuerySet[Any]:
    """The rows of a model that the user sees on this site; none for a model without a page."""
    page = site._registry.get(model)
    if page is None or not page.has_view_permission(request):
        return model._default_manager.none()
    return page.get_queryset(request)


def once(request: HttpRequest, key: str, read: Callable[[], list[Any]]) -> list[Any]:
    """What a filter offers, read once a request: Django makes the filters anew for each count."""
    kept = request.__dict__.setdefault("_offered", {})
    if key not in kept:
        kept[key] = read()
    return kept[key]


class SeenFilter(admin.RelatedFieldListFilter):
    """A filter by a related row that offers only rows the user may see."""

    def field_choices(self, field: Any, request: Any, model_admin: Any) -> Any:
        model = field.remote_field.model
        rows = partial(choices_seen_by, model_admin.admin_site, model, request)
        return once(
            request, model._meta.label_lower, lambda: [(row.pk, str(row)) for row in rows()]
        )


class QueueFilter(admin.SimpleListFilter):
    """The queues of the page's model: the same queries as the counts on the first screen."""

    title = _("Queue")
    parameter_name = QUEUE

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.queues: Mapping[str, Any] = model_admin.queues_of(request.user)
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(key, queue.label) for key, queue in self.queues.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        queue = self.queues.get(self.value() or "")
        if queue is None:
            return queryset
        return queryset.filter(pk__in=queue.rows(request.user).values("pk"))

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet[Any]) -> dict[str, Count]:
        """How many of the list each queue holds."""
        return {
            f"{number}__c": Count(
                pk_attname,
                filter=Q(pk__in=self.queues[str(key)].rows(self.request.user).values("pk")),
                distinct=True,
            )
            for number, (key, _label) in enumerate(self.lookup_choices)
        }


def kept_queue(request: HttpRequest) -> str:
    """The queue in which the user works, whose key a row's address keeps."""
    kept = parse_qs(request.GET.get("_changelist_filters", ""))
    return (kept.get(QUEUE) or [""])[0]
