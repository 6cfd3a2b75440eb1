"""What was sent to departments: their own queue, and the clerks' view of both clocks."""

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
from residents.access.needs import may_sort_need
from residents.access.referrals import holding_to_answer_referral, seen_referrals
from residents.access.standing import has_right
from residents.actions import referring
from residents.forms.moves import MoveForm, SentenceForm
from residents.forms.others import ReturnForm
from residents.models import Need, Referral
from residents.queries.queues import QUEUES
from residents.queries.referrals import clocked, with_what_is_shown
from residents.roles import Right

RIGHTS = (Right.ANSWER_REFERRALS, Right.READ_NEEDS, Right.READ_ALL)


def answers(user: Any, referral: Referral) -> bool:
    """Offered to the department's post while it owes an answer."""
    open_still = referral.state in Referral.OPEN_STATES
    return open_still and holding_to_answer_referral(user, referral) is not None


def day_of(moment: Any) -> str:
    """A moment as a day in the list."""
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT") if moment else "—"


@admin.register(Referral)
class ReferralAdmin(ScopedAdmin):
    """Needs sent to departments."""

    list_display = (
        "number",
        "title",
        "department",
        "state",
        "sent_day",
        "taken",
        "answered",
        "due",
    )
    list_filter = ("state",)
    ordering = ("-asked_at", "-pk")
    queues = QUEUES
    queue_ordering = ("due_on", "pk")
    empty_words = _("Nothing was sent to a department.")
    empty_step = (_("See the needs"), Need)
    list_select_related = ("need__place", "department", "post")
    fields = ("number", "department", "sent_day", "due", "state")
    readonly_fields = fields
    moves = (
        Move(
            "take",
            _("Take it up"),
            MoveForm,
            lambda by, referral, data: referring.take_referral(by=by, referral=referral),
            lambda user, row: row.state == Referral.State.SENT and answers(user, row),
            words=_("Everybody who may see the need reads that your department has it."),
        ),
        Move(
            "answer",
            _("Answer"),
            SentenceForm,
            lambda by, referral, data: referring.answer_referral(
                by=by, referral=referral, sentence=data["sentence"]
            ),
            answers,
            primary=True,
        ),
        Move(
            "return",
            _("Send it back with a reason"),
            ReturnForm,
            lambda by, referral, data: referring.return_referral(
                by=by, referral=referral, reason=data["reason"]
            ),
            answers,
            danger=True,
        ),
        Move(
            "take_back",
            _("Take it back from the department"),
            SentenceForm,
            lambda by, referral, data: referring.take_back_referral(
                by=by, referral=referral, sentence=data["sentence"]
            ),
            lambda user, row: row.state in Referral.OPEN_STATES and may_sort_need(user, row.need),
            words=_(
                "For when it does not answer: another way is then open, and the department is told."
            ),
            danger=True,
        ),
    )

    def visible(self, user: Any) -> QuerySet[Referral]:
        return with_what_is_shown(seen_referrals(user), user)

    def may_view(self, user: Any) -> bool:
        return any(has_right(user, right) for right in RIGHTS)

    def brief(self, request: HttpRequest, row: Any) -> list[tuple[Any, Any]]:
        asked = (_("What you are asked"), row.asked)
        return [asked, *self.known(row), (_("Answer by"), date_format(row.due_on))]

    def known(self, row: Any) -> list[tuple[Any, Any]]:
        """What the department may know of the need, while it may see it."""
        if not row.need_shown:
            return []
        said = row.need.words if row.words_shown else ""
        facts = [
            (_("What is public"), f"{row.need.public_title} · {row.need.public_sentence}"),
            (_("What was said"), said),
            (_("Where"), row.need.place),
        ]
        return [(label, value) for label, value in facts if value]

    def title_of(self, row: Referral) -> str:
        return f"{row.need.number} → {row.department}"

    def row_context(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        return {
            "sent": clocked([row], timezone.localdate())[0],
            "facts": self.known(row),
            "opens_need": row.need_shown,
            "row_template": "residents/referral_staff.html",
        }

    @admin.display(description=_("Need"))
    def number(self, row: Referral) -> str:
        """The number of the need."""
        return row.need.number

    @admin.display(description=_("What"))
    def title(self, row: Any) -> str:
        """The title, while the need may be seen."""
        return row.need.public_title if row.need_shown and row.need.public_title else "—"

    @admin.display(description=_("Sent"), ordering="asked_at")
    def sent_day(self, row: Referral) -> str:
        """When it was sent."""
        return day_of(row.asked_at)

    @admin.display(description=_("Taken up"), ordering="taken_at")
    def taken(self, row: Referral) -> str:
        """When the department took it up."""
        return day_of(row.taken_at)

    @admin.display(description=_("Answered"), ordering="answered_at")
    def answered(self, row: Referral) -> str:
        """When the department answered or sent it back."""
        return day_of(row.answered_at)

    @admin.display(description=_("Answer by"), ordering="due_on")
    def due(self, row: Referral) -> str:
        """The day, and that it is past while the department owes an answer."""
        day = date_format(row.due_on, "SHORT_DATE_FORMAT")
        if row.state not in Referral.OPEN_STATES or row.due_on >= timezone.localdate():
            return day
        return format_html('{} <span class="tag late">{}</span>', day, _("late"))
