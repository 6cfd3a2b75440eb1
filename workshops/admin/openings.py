"""Work that is offered: the staff see it, and can take an offer back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move, ScopedAdmin
from residents.admin.columns import column
from workshops.access import openings as access
from workshops.access.workshops import may_open_staff
from workshops.actions.openings import close_opening
from workshops.forms import staff as forms
from workshops.kinds import OpeningState
from workshops.models import Opening


def closes(user: Any, opening: Opening) -> bool:
    """Offered to who keeps the workshop, while the offer is open."""
    return opening.state == OpeningState.OPEN and access.may_keep_opening(user, opening)


def close(by: Any, opening: Opening, data: dict[str, Any]) -> Opening:
    """Take it back, with a reason."""
    return close_opening(by=by, opening=opening, why=data["why"])


@admin.register(Opening)
class OpeningAdmin(ScopedAdmin):
    """Openings of the workshops that the user keeps or oversees. Who applied is the host's."""

    list_display = (
        column("title", _("title")),
        "workshop",
        "wanted",
        "hired",
        "closes_on",
        "state",
    )
    list_filter = ("state",)
    search_fields = ("title", "workshop__name")
    ordering = ("state", "closes_on", "pk")
    list_select_related = ("workshop__place",)
    fields = (
        *("title", "workshop", "words", "pay", "wanted", "hired", "closes_on", "telephone"),
        "state",
    )
    empty_words = _("No work is offered. Hosts offer it on their own page.")
    moves = (
        Move(
            "close",
            _("Close the offer"),
            forms.WhyForm,
            close,
            closes,
            danger=True,
        ),
    )

    def visible(self, user: Any) -> QuerySet[Opening]:
        return access.staff_openings(user)

    def may_view(self, user: Any) -> bool:
        return may_open_staff(user)
