"""The one base of the staff pages: read-only, scoped, and moved only by actions.

A room's admin class names what its rows are (`visible`), who may look (`may_view`), and the moves
that buttons offer (`moves`); creating and changing need an action and a form each, or there is no
such button.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from foundation.accounts.requests import actor_of
from foundation.backoffice.filters import choices_seen_by
from foundation.refusals import Refused


@dataclass(frozen=True)
class Move:
    """A button on a row's page: asks for what `form` holds and calls `act(by, row, data)`.

    `offered(user, row)` says whether the button is shown; the action checks again by itself.
    `shows` names a template for what the action gives back, on a page that nothing keeps.
    """

    key: str
    label: str | Promise
    form: type[forms.Form]
    act: Callable[[Any, Any, dict[str, Any]], Any]
    offered: Callable[[Any, Any], bool]
    primary: bool = False
    shows: str = ""


class ScopedAdmin(admin.ModelAdmin):
    """A read-only page of rows that the user may see, with buttons that call actions."""

    actions = None
    moves: tuple[Move, ...] = ()
    change_form_template = "admin/scoped_row.html"
    create_form: type[forms.Form] | None = None
    show_full_result_count = False
    list_per_page = 50

    def visible(self, user: Any) -> QuerySet[Any]:
        """The rows that the user may see: a queryset of the room's `access`."""
        raise NotImplementedError

    def may_view(self, user: Any) -> bool:
        """Whether the user finds this page in the index."""
        raise NotImplementedError

    def may_create(self, user: Any) -> bool:
        """Whether the user may open the form that makes a new row."""
        return False

    def create(self, by: Any, data: dict[str, Any]) -> Any:
        """Call the room's action that makes a row, and return it."""
        raise NotImplementedError

    # What Django asks

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = self.visible(request.user)
        order = self.get_ordering(request)
        return rows.order_by(*order) if order else rows

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may_view(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_view(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.create_form is not None and self.may_create(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponse:
        raise Http404  # what you may not see is not there

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.setdefault(
            "queryset", choices_seen_by(self.admin_site, db_field.remote_field.model, request)
        )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # Rows and their buttons

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        view = self.admin_site.admin_view(self.move_view)
        return [path("<path:object_id>/move/<slug:key>/", view, name=name), *super().get_urls()]

    def row_context(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the row's page shows beside its fields."""
        return {}

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.row_or_404(request, object_id)
        context = {
            "moves": [m for m in self.moves if m.offered(request.user, row)],
            "title": str(row),
            **self.row_context(request, row),
            **(extra_context or {}),
        }
        return super().change_view(request, object_id, form_url, context)

    def row_or_404(self, request: HttpRequest, object_id: str) -> Any:
        """The row, if it exists and the user may see it."""
        row = self.get_object(request, object_id)
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        return row

    def move_view(self, request: HttpRequest, object_id: str, key: str) -> HttpResponse:
        """Ask for what a move needs, then call its action."""
        row = self.row_or_404(request, object_id)
        move = next((m for m in self.moves if m.key == key), None)
        if move is None or not move.offered(request.user, row):
            raise Http404
        form = bound(move.form, request, row)
        if request.method == "POST" and form.is_valid():
            answer = self.run(form, lambda: move.act(actor_of(request), row, form.cleaned_data))
            if answer is not REFUSED:
                return self.after(request, move, row, answer)
        return self.form_page(request, form, str(move.label), row)

    def after(self, request: HttpRequest, move: Move, row: Any, answer: Any) -> HttpResponse:
        """Back to the row; or a page, kept nowhere, with what the action gave back."""
        if not move.shows:
            self.message_user(request, _("Done."))
            return self.back(row)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": str(move.label),
            "row": row,
            "answer": answer,
        }
        headers = {"Cache-Control": "no-store"}
        return TemplateResponse(request, move.shows, context, headers=headers)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Make a new row through the room's action."""
        if not self.has_add_permission(request) or self.create_form is None:
            raise Http404
        form = bound(self.create_form, request, None)
        if request.method == "POST" and form.is_valid():
            row = self.run(form, lambda: self.create(actor_of(request), form.cleaned_data))
            if row is not REFUSED:
                self.message_user(request, _("Done."))
                return self.back(row)
        title = _("Add %(what)s") % {"what": self.opts.verbose_name}
        return self.form_page(request, form, title, None)

    def run(self, form: forms.Form, act: Callable[[], Any]) -> Any:
        """Call an action; what it refuses is said beside the field of the form."""
        try:
            return act()
        except Refused as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.message)
            return REFUSED

    def back(self, row: Model) -> HttpResponse:
        """To the row's page."""
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[row.pk]))

    def form_page(
        self, request: HttpRequest, form: forms.Form, title: str, row: Any
    ) -> HttpResponse:
        """One form on a page of its own."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "form": form,
            "row": row,
        }
        status = 409 if form.errors else 200
        return TemplateResponse(request, "admin/scoped_form.html", context, status=status)

    # No second record of what the actions already record

    def log_addition(self, *args: Any) -> None:
        """The action has made its Entry."""

    def log_change(self, *args: Any) -> None:
        """The action has made its Entry."""


REFUSED = object()


def bound(form: Callable[..., forms.Form], request: HttpRequest, row: Any) -> forms.Form:
    """A form of a move: bound to what was posted, knowing its user and its row."""
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    return form(*posted, user=request.user, row=row)
