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
from residents.access.notices import callable_notices
from residents.access.standing import has_right
from residents.actions.calls import record_call
from residents.filters import CallStateFilter
from residents.forms.moves import CallForm
from residents.models import Need, Notice
from residents.queries.calls import with_department, words_to_say
from residents.queries.lateness import with_late_needs
from residents.queries.queues import QUEUES
from residents.roles import Right


def waits(user: Any, notice: Notice) -> bool:
    """Offered while the call is still to be made."""
    return notice.state in (Notice.State.WAITING, Notice.State.NOT_REACHED)


def call_ended(by: Any, notice: Notice, data: dict[str, Any]) -> None:
    """Write down how the call ended."""
    record_call(by=by, notice=notice, outcome=data["outcome"])


@admin.register(Notice)
class NoticeAdmin(ScopedAdmin):
    """Calls to make about needs of the user's places."""

    list_display = ("need_number", "number_masked", "to_say", "stands", "attempts", "written")
    list_filter = (CallStateFilter,)
    search_fields = ("step__need__number", "number")
    ordering = ("-created_at", "-pk")
    queues = QUEUES
    queue_ordering = ("attempts", "created_at", "pk")
    empty_words = _("Nobody is to be called. Calls come here when a need moves on.")
    empty_step = (_("See the needs"), Need)
    list_select_related = ("step__need__place", "step__post__organization", "place")
    fields = list_display
    readonly_fields = fields
    moves = (Move("call", _("Write down the call"), CallForm, call_ended, waits, primary=True),)

    def visible(self, user: Any) -> QuerySet[Notice]:
        return with_department(with_late_needs(callable_notices(user)))

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.CALL_PEOPLE)

    def brief(self, request: HttpRequest, row: Notice) -> list[tuple[Any, Any]]:
        return [(_("Telephone"), self.number_masked(row)), (_("What to say"), self.to_say(row))]

    @admin.display(description=_("state"), ordering="state")
    def stands(self, notice: Notice) -> str:
        """Where the call stands."""
        return notice.state_words

    @admin.display(description=_("Day"), ordering="created_at")
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
