"""Workshops as the staff keep them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move, ScopedAdmin
from foundation.backoffice.filters import SeenFilter
from residents.admin.columns import column
from workshops.access import workshops as access
from workshops.actions.workshops import change_workshop, end_workshop, open_workshop
from workshops.forms import staff as forms
from workshops.models import Workshop


def keeps(user: Any, workshop: Workshop) -> bool:
    """Offered to who keeps the workshop, until it has ended."""
    return workshop.ended_on is None and access.may_keep(user, workshop)


def change(by: Any, workshop: Workshop, data: dict[str, Any]) -> Workshop:
    """Write what the form says, against the version that was seen."""
    fields = {name: data[name] for name in forms.WRITTEN}
    return change_workshop(by=by, workshop=workshop, revision=data["revision"] or 0, **fields)


def end(by: Any, workshop: Workshop, data: dict[str, Any]) -> Workshop:
    """For good."""
    return end_workshop(by=by, workshop=workshop, revision=data["revision"] or 0)


@admin.register(Workshop)
class WorkshopAdmin(ScopedAdmin):
    """Workshops of the places that the user keeps or oversees."""

    list_display = (column("name", _("name")), "kind", "host", "place", "since", "ended_on")
    list_filter = ("kind", ("place", SeenFilter))
    search_fields = ("name", "name_en", "summary")
    ordering = ("ended_on", "place__path", "name", "pk")
    list_select_related = ("place", "host")
    fields = (
        *("name", "kind", "host", "namesake", "place", "venue", "telephone", "summary", "mode"),
        *("baseline_period", "baseline_method", "since", "ended_on", "need_behind"),
    )
    readonly_fields = ("need_behind",)
    empty_words = _("No workshop has been entered yet.")
    create_form = forms.NewWorkshopForm
    moves = (
        Move("change", _("Change"), forms.WorkshopForm, change, keeps, primary=True),
        Move(
            "end",
            _("End for good"),
            forms.SureForm,
            end,
            keeps,
            words=_("The page disappears and cannot be brought back. Its offers are closed."),
            danger=True,
        ),
    )

    def visible(self, user: Any) -> QuerySet[Workshop]:
        return access.staff_workshops(user)

    @admin.display(description=_("The need behind it"))
    def need_behind(self, row: Workshop) -> str:
        """The need that led to it, as a link; "—" for none."""
        if row.need is None:
            return "—"
        address = reverse("residents:need", args=[row.need.number])
        return format_html('<a href="{}">{}</a>', address, row.need.number)

    def may_view(self, user: Any) -> bool:
        return access.may_open_staff(user)

    def may_create(self, user: Any) -> bool:
        return access.may_keep_any(user)

    def create(self, by: Any, data: dict[str, Any]) -> Workshop:
        names = (*forms.WRITTEN, "host", "place", "since", "need")
        return open_workshop(by=by, **{name: data[name] for name in names})
