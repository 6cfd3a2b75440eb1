"""A row of the staff pages: read-only, with buttons that call actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from foundation.accounts.requests import actor_of
from foundation.answers import seen
from foundation.backoffice.admin.asking import (
    NOT_KEPT,
    bound,
    conflict_of,
    found_rows,
    links_to,
)
from foundation.backoffice.admin.lists import ScopedList
from foundation.backoffice.admin.moves import Move, arranged
from foundation.refusals import InTheWay, Refused, Stale

KEPT = "_changelist_filters"


class ScopedAdmin(ScopedList):
    """A list whose rows have pages, moved by buttons (`moves`).

    Creating needs an action (`create`) and a form, or there is no such button.
    """

    moves: tuple[Move, ...] = ()
    change_form_template = "admin/scoped_row.html"
    create_form: type[forms.Form] | None = None

    def may_create(self, user: Any) -> bool:
        """Whether the user may open the form that makes a new row."""
        return False

    def create(self, by: Any, data: dict[str, Any]) -> Any:
        """Call the room's action that makes a row, and return it."""
        raise NotImplementedError

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.create_form is not None and self.may_create(request.user)

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponse:
        raise Http404  # what you may not see is not there

    # Rows and their buttons

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        view = self.admin_site.admin_view(self.move_view)
        return [path("<path:object_id>/move/<slug:key>/", view, name=name), *super().get_urls()]

    def row_context(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the row's page shows beside its fields."""
        return {}

    def moves_of(self, user: Any, row: Any) -> list[Move]:
        """The buttons that this user has for this row, what is most often next first."""
        offered = [move for move in self.moves if move.offered(user, row)]
        return sorted(offered, key=lambda move: not move.primary)

    def leading(self, row: Any) -> tuple[str, ...]:
        """The keys of the buttons that come first as the row stands; none: all stand in a row."""
        return ()

    def title_of(self, row: Any) -> str:
        """What the row is called above its page, and on the way back from its forms."""
        return str(row)

    def brief(self, request: HttpRequest, row: Any) -> list[tuple[Any, Any]]:
        """What one should have before one's eyes while filling in a button's form."""
        return []

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.row_or_404(request, object_id)
        context = {
            "moves": arranged(self.moves_of(request.user, row), self.leading(row)),
            "title": self.title_of(row),
            **self.kept(request),
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

    def get_object(self, request: HttpRequest, *args: Any) -> Any:
        row = super().get_object(request, *args)
        if row is not None:
            self.prepare(request, [row])
        return row

    def move_view(self, request: HttpRequest, object_id: str, key: str) -> HttpResponse:
        """Ask for what a move needs, then call its action."""
        row = self.row_or_404(request, object_id)
        move = next((m for m in self.moves if m.key == key), None)
        if move is None:
            raise Http404
        if not move.offered(request.user, row):
            return self.too_late(request, move, row)
        form = bound(move.form, request, row)
        if (found := found_rows(request, form)) is not None:
            return found
        if form.is_bound and form.is_valid():
            answer = self.run(
                request, form, lambda: move.do(actor_of(request), row, form.cleaned_data)
            )
            if answer is not REFUSED:
                return self.after(request, move, row, answer)
        return self.form_page(request, form, move, row)

    def too_late(self, request: HttpRequest, move: Move, row: Any) -> HttpResponse:
        """What was typed, where somebody else has taken away a button that was shown; else 404."""
        older = move.is_on(row) and seen(request) not in (None, row.revision)
        if not older or "find" in request.POST or not move.was_shown(request, row):
            raise Http404
        form = bound(move.form, request, row)
        form.add_error(None, _("Somebody else has changed this meanwhile: it cannot be done now."))
        return self.form_page(request, form, move, row)

    def after(self, request: HttpRequest, move: Move, row: Any, answer: Any) -> HttpResponse:
        """Back to the row, or on to the next of the queue; or a page, kept nowhere, with what the
        action gave back."""
        if move.opens:
            self.message_user(request, _("Done."))
            return self.back(answer)
        if not move.shows:
            return self.next_page(request, move, row)
        context = {
            **self.admin_site.each_context(request),
            **self.kept(request),
            "opts": self.opts,
            "title": str(move.label),
            "row": row,
            "answer": answer,
        }
        return TemplateResponse(request, move.shows, context, headers=NOT_KEPT)

    def next_page(self, request: HttpRequest, move: Move, row: Any) -> HttpResponse:
        """The row again; the next of the queue in hand where it was asked for; its list at last."""
        what = {"what": move.said(row) if move.said else move.label}
        if "_next" not in request.POST:
            self.message_user(request, _("Done: %(what)s.") % what)
            return self.back(row, request)
        following = self.next_in_queue(request, row)
        if following is not None:
            self.message_user(request, _("Done: %(what)s. Here is the next one.") % what)
            return self.back(following, request)
        self.message_user(request, _("Done: %(what)s. Nothing else waits here.") % what)
        return HttpResponseRedirect(reverse("admin:index"))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Make a new row through the room's action."""
        if not self.has_add_permission(request) or self.create_form is None:
            raise Http404
        form = bound(self.create_form, request, None)
        if (found := found_rows(request, form)) is not None:
            return found
        if form.is_bound and form.is_valid():
            row = self.run(request, form, lambda: self.create(actor_of(request), form.cleaned_data))
            if row is not REFUSED:
                self.message_user(request, _("Done."))
                return self.back(row)
        title = _("Add %(what)s") % {"what": self.opts.verbose_name}
        return self.form_page(request, form, None, None, title=title)

    def run(self, request: HttpRequest, form: forms.Form, act: Callable[[], Any]) -> Any:
        """Call an action; what it refuses is said beside the field of the form."""
        try:
            return act()
        except Stale as stale:
            form.conflict = conflict_of(form, stale)  # type: ignore[attr-defined]
            form.add_error(None, stale.message)
            return REFUSED
        except InTheWay as refusal:
            lines = [links_to(self.admin_site, request, one) for one in refusal.obstacles]
            form.add_error(None, lines)
            return REFUSED
        except Refused as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.message)
            return REFUSED

    def back(self, row: Model, request: HttpRequest | None = None) -> HttpResponse:
        """To the row's page, in the queue in hand."""
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
        query = self.kept(request)["kept_query"] if request else ""
        return HttpResponseRedirect(reverse(name, args=[row.pk]) + query)

    def kept(self, request: HttpRequest) -> dict[str, str]:
        """The list out of which the row was opened: as its address, and to be handed on."""
        filters = request.GET.get(KEPT, "")
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"
        return {
            "list_url": reverse(name) + (f"?{filters}" if filters else ""),
            "kept_query": f"?{urlencode({KEPT: filters})}" if filters else "",
        }

    def form_page(
        self,
        request: HttpRequest,
        form: forms.Form,
        move: Move | None,
        row: Any,
        title: str = "",
    ) -> HttpResponse:
        """One form on a page of its own."""
        context = {
            **self.admin_site.each_context(request),
            **self.kept(request),
            "opts": self.opts,
            "title": str(move.label) if move else title,
            "words": move.words if move else "",
            "shown": move.shown_to(request.user, row) if move and move.is_on(row) else "",
            "kind": move.kind if move else "primary",
            "form": form,
            "conflict": getattr(form, "conflict", {}),
            "row": row,
            "row_title": self.title_of(row) if row else "",
            "brief": self.brief(request, row) if row else [],
            "queue": self.queue_in_hand(request) if move and move.goes_on else None,
        }
        status = 409 if form.errors else 200
        return TemplateResponse(request, "admin/scoped_form.html", context, status=status)


REFUSED = object()
