"""The call list: whom to ring, what to say, how it ended."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from foundation.backoffice.admin import Move, ScopedAdmin
from foundation.phones import masked_phone
from residents.access.notices import (
    callable_notices,
    holding_to_see_number,
    may_take_call_back,
)
from residents.access.standing import has_right
from residents.actions.calls import record_call, take_call_back
from residents.actions.unmasking import unmask_number
from residents.filters import CallStateFilter
from residents.forms.moves import CallForm, MoveForm
from residents.models import Need, Notice
from residents.queries.calls import CALL_ORDER, Call, call_of, with_department, words_to_say
from residents.queries.lateness import with_late_needs
from residents.queries.queues import QUEUES
from residents.roles import Right


def waits(user: Any, notice: Notice) -> bool:
    """Offered while the call is still to be made."""
    return notice.state in Notice.TO_CALL


def sees_number(user: Any, notice: Notice) -> bool:
    """Offered to who makes the call, where there is a number to see."""
    shown = waits(user, notice) and notice.telephone
    return bool(shown) and holding_to_see_number(user, notice) is not None


def number_shown(by: Any, notice: Notice, data: dict[str, Any]) -> Call:
    """The call with its number in full."""
    number = unmask_number(by=by, notice=notice, reason=str(_("To make the call")))
    return call_of(by.user, notice, number)


def written_by_mistake(user: Any, notice: Notice) -> bool:
    """Offered to who wrote down today how the call ended."""
    return may_take_call_back(user, notice, timezone.now())


def call_taken_back(by: Any, notice: Notice, data: dict[str, Any]) -> Notice:
    """Put the call back on the list."""
    return take_call_back(by=by, notice=notice)


def call_ended(by: Any, notice: Notice, data: dict[str, Any]) -> None:
    """Write down how the call ended."""
    record_call(by=by, notice=notice, outcome=data["outcome"])


@admin.register(Notice)
class NoticeAdmin(ScopedAdmin):
    """Calls to make about needs and other things of the user's places."""

    list_display = ("need_number", "number_masked", "to_say", "stands", "attempts", "written")
    list_filter = (CallStateFilter,)
    search_fields = ("step__need__number", "number")
    ordering = ("-created_at", "-pk")
    queues = QUEUES
    queue_ordering = CALL_ORDER
    empty_words = _("Nobody is to be called. Calls come here when a need moves on.")
    empty_step = (_("See the needs"), Need)
    list_select_related = ("step__need__place", "step__post__organization", "place")
    fields = list_display
    readonly_fields = fields
    moves = (
        Move("call", _("Write down the call"), CallForm, call_ended, waits, beside=True),
        Move(
            "back",
            _("Put it back on the list"),
            MoveForm,
            call_taken_back,
            written_by_mistake,
            opens=True,
            words=_("It was written down by mistake: the call is to be made again."),
        ),
        Move(
            "number",
            _("Show the number"),
            MoveForm,
            number_shown,
            sees_number,
            shows="residents/call_number.html",
            beside=True,
            words=_("Your look is recorded, with this call as its reason."),
        ),
    )

    def visible(self, user: Any) -> QuerySet[Notice]:
        return with_department(with_late_needs(callable_notices(user)))

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.CALL_PEOPLE)

    def row_context(self, request: HttpRequest, row: Notice) -> dict[str, Any]:
        call = call_of(request.user, row)
        return {"call": call, "row_template": "residents/call_staff.html"}

    def queue_in_hand(self, request: HttpRequest) -> Any:
        """One call leads to the next, from wherever it was opened."""
        opened = super().queue_in_hand(request)
        return opened or self.queues_of(request.user).get("to_call")

    def brief(self, request: HttpRequest, row: Notice) -> list[tuple[Any, Any]]:
        return [(_("Telephone"), self.number_masked(row)), (_("What to say"), self.to_say(row))]

    @admin.display(description=_("state"), ordering="state")
    def stands(self, notice: Notice) -> str:
        """Where the call stands."""
        return notice.state_words

    @admin.display(description=_("Date"), ordering="created_at")
    def written(self, notice: Notice) -> str:
        """Since when the call is to be made."""
        return date_format(timezone.localtime(notice.created_at), "SHORT_DATE_FORMAT")

    @admin.display(description=_("Number"))
    def need_number(self, notice: Any) -> str:
        """The number that the person was given, and that the need is late."""
        number = notice.told_number
        if not notice.late:
            return number
        return format_html('{} <span class="tag late">{}</span>', number, _("late"))

    @admin.display(description=_("Telephone"))
    def number_masked(self, notice: Notice) -> str:
        """The number, masked."""
        return masked_phone(notice.telephone)

    @admin.display(description=_("What to say"))
    def to_say(self, notice: Notice) -> str:
        """The words to say."""
        return words_to_say(notice)
