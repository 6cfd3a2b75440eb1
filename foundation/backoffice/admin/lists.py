"""A list of the staff pages: rows that the user may see, its queues above it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from foundation.accounts.requests import actor_of
from foundation.backoffice.actions import note_export
from foundation.backoffice.admin.exports import as_file
from foundation.backoffice.filters import QUEUE, QueueFilter, choices_seen_by, kept_queue
from foundation.backoffice.queries import CappedPaginator, capped_count

# Django's pages that ours have no use for: nothing is deleted, and the record is elsewhere.
CLOSED = ("_delete", "_history")


NOWHERE = {"words": "", "url": ""}
LOOKUP_END = re.compile(r"(__id|__pk)?(__exact|__isnull|__gte|__lt)?$")


def filter_name(shown: Any) -> str:
    """What a filter of `list_filter` is called in the address."""
    if isinstance(shown, tuple):
        return str(shown[0])
    return shown if isinstance(shown, str) else str(getattr(shown, "parameter_name", ""))


class ScopedList(admin.ModelAdmin):
    """A read-only list.

    A room's class names what its rows are (`visible`), who may look (`may_view`), and the room's
    `queues` (those of other models are left out). `empty_words` says what an empty list means,
    `empty_step` where one goes from there: words, and a model's list or the name of an address
    (where rows can be added, that is the step). `queue_ordering` is how a queue is worked off.
    """

    actions = None
    queues: ClassVar[Mapping[str, Any]] = {}
    queue_ordering: tuple[Any, ...] = ()
    empty_words: Any = ""
    empty_step: ClassVar[tuple[Any, Any] | None] = None
    change_list_template = "admin/scoped_list.html"
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 50
    list_max_show_all = 50

    def visible(self, user: Any) -> QuerySet[Any]:
        """The rows that the user may see: a queryset of the room's `access`."""
        raise NotImplementedError

    def may_view(self, user: Any) -> bool:
        """Whether the user finds this page in the index."""
        raise NotImplementedError

    def prepare(self, request: HttpRequest, rows: Sequence[Any]) -> None:
        """Give rows what they show and their query does not fetch. Called once for a page of them,
        for the page of one, and for each piece of a file."""

    def list_notes(self, request: HttpRequest) -> list[Any]:
        """Sentences above the list."""
        return []

    def next_step(self, request: HttpRequest) -> dict[str, Any]:
        """Where one goes from an empty list: words and address, empty for nowhere."""
        if self.has_add_permission(request):
            return {
                "words": _("Add %(what)s") % {"what": self.opts.verbose_name},
                "url": "add/",
            }
        if self.empty_step is None:
            return NOWHERE
        words, target = self.empty_step
        if isinstance(target, str):
            return {"words": words, "url": reverse(target)}
        page = self.admin_site._registry.get(target)
        if page is None or not page.has_view_permission(request):
            return NOWHERE
        return {"words": words, "url": reverse(admin_urlname(page.opts, SafeString("changelist")))}

    # What Django asks

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters that the list shows. Django would take any column of the row, and a
        list that grows shorter tells what a hidden column holds."""
        shown = {QUEUE, *(filter_name(one) for one in self.list_filter)}
        return LOOKUP_END.sub("", lookup) in shown

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = self.visible(request.user)
        order = self.get_ordering(request)
        return rows.order_by(*order) if order else rows

    def get_ordering(self, request: HttpRequest) -> Any:
        if self.queue_ordering and QUEUE in request.GET:
            return self.queue_ordering
        return super().get_ordering(request)

    def get_list_filter(self, request: HttpRequest) -> Any:
        queues = [QueueFilter] if self.queues_of(request.user) else []
        return [*queues, *super().get_list_filter(request)]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may_view(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_view(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.setdefault(
            "queryset", choices_seen_by(self.admin_site, db_field.remote_field.model, request)
        )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_urls(self) -> list[Any]:
        """Without Django's own ways to delete and to tell of changes."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        view = require_POST(self.admin_site.admin_view(self.export_view))
        kept = [url for url in super().get_urls() if not str(url.name).endswith(CLOSED)]
        return [path("export/", view, name=name), *kept]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        found = super().get_changelist_instance(request)
        self.prepare(request, found.result_list)
        return found

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """The rows of the list, with its filters, as a file; that it was taken is recorded."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        cl = self.get_changelist_instance(request)
        number = capped_count(cl.queryset)
        note_export(by=actor_of(request), rows=self.model(), number=number)
        return as_file(request, self, cl)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {
            "title": capfirst(self.opts.verbose_name_plural),
            "empty_words": self.empty_words,
            "empty_step": partial(self.next_step, request),
            "notes": self.list_notes(request),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    # Queues

    def queues_of(self, user: Any) -> dict[str, Any]:
        """The queues of this model that the user works."""
        return {
            key: queue
            for key, queue in self.queues.items()
            if queue.model is self.model and queue.shown(user)
        }

    def queue_in_hand(self, request: HttpRequest) -> Any:
        """The queue out of which the row was opened, if any."""
        return self.queues_of(request.user).get(kept_queue(request))

    def next_in_queue(self, request: HttpRequest, row: Any) -> Any:
        """What comes next in the queue in hand; None where nothing waits."""
        queue = self.queue_in_hand(request)
        if queue is None:
            return None
        rows = queue.rows(request.user).exclude(pk=row.pk)
        return rows.order_by(*(self.queue_ordering or self.ordering or ("pk",))).first()

    # No second record of what the actions already record

    def log_addition(self, *args: Any) -> None:
        """The action has made its Entry."""

    def log_change(self, *args: Any) -> None:
        """The action has made its Entry."""
