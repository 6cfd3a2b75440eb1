"""Meetings, minutes with the buttons that approve them, and what was agreed."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from committees.access import staff as access
from committees.access.bodies import may_approve_minutes
from committees.actions import approving, outcomes
from committees.actions.handing import hand_over
from committees.addresses import minutes_address
from committees.forms import staff as forms
from committees.kinds import MinutesState
from committees.models import Meeting, Minutes, Resolution
from committees.queries.papers import paper_lines
from committees.queries.queues import QUEUES
from foundation.backoffice.admin import Move, ScopedAdmin
from residents.access.standing import has_right
from residents.admin.moves import calls
from residents.bilingual import local
from residents.roles import Right


def approves(*states: MinutesState) -> Any:
    """Offered to who approves papers at the place, while the paper is in one of the states."""
    return lambda user, paper: (
        paper.state in states and may_approve_minutes(user, paper.meeting.lead)
    )


def another_approves(*states: MinutesState) -> Any:
    """As `approves`, but never to who handed the paper in."""
    offered = approves(*states)
    return lambda user, paper: offered(user, paper) and paper.submitted_by_id != user.pk


def publishes(user: Any, paper: Minutes) -> bool:
    """Offered for papers that are published at all, by who may."""
    own = paper.submitted_by_id == user.pk and paper.state == MinutesState.SUBMITTED
    offered = approves(MinutesState.SUBMITTED, MinutesState.APPROVED)(user, paper)
    return offered and not own and not paper.meeting.lead.is_party


def returns(user: Any, paper: Minutes) -> bool:
    """Offered while the paper can go back; an approved one of the Party's is settled."""
    settled = paper.state == MinutesState.APPROVED and paper.meeting.lead.is_party
    return not settled and approves(MinutesState.SUBMITTED, MinutesState.APPROVED)(user, paper)


def ended(by: Any, resolution: Resolution, data: dict[str, Any]) -> Any:
    """An outcome that ended, on the version that was seen."""
    return outcomes.end_outcome(
        by=by,
        resolution=resolution,
        how=data["how"],
        state=data["state"],
        revision=data["revision"],
    )


def handed(by: Any, resolution: Resolution, data: dict[str, Any]) -> Any:
    """An outcome given to another post, on the version that was seen."""
    return hand_over(
        by=by,
        resolution=resolution,
        post=data["post"],
        sentence=data["sentence"],
        revision=data["revision"],
    )


@admin.register(Minutes)
class MinutesAdmin(ScopedAdmin):
    """Papers that were handed in, to be read, approved, sent back or published."""

    list_display = ("title", "body", "state", "form", "submitted_at", "published_at")
    list_filter = ("state", "form")
    search_fields = ("meeting__title",)
    ordering = ("-submitted_at", "-pk")
    queues = QUEUES
    queue_ordering = ("submitted_at", "pk")
    empty_words = _("No paper is here. What chairs and secretaries hand in comes by itself.")
    empty_step = (_("See the meetings"), Meeting)
    fields = ("title", "state")
    readonly_fields = fields
    moves = (
        Move(
            "publish",
            _("Approve and publish"),
            forms.SureForm,
            calls(approving.publish_minutes, "minutes"),
            publishes,
            primary=True,
            words=_("From now on everybody sees this paper, and nobody can change it any more."),
        ),
        Move(
            "approve",
            _("Approve only"),
            forms.SureForm,
            calls(approving.approve_minutes, "minutes"),
            another_approves(MinutesState.SUBMITTED),
            words=_("The paper stays as it is. Residents read it only once it is published."),
        ),
        Move(
            "return",
            _("Send back"),
            forms.ReturnForm,
            calls(approving.return_minutes, "minutes"),
            returns,
            words=_("Whoever wrote it sees the reason and can hand it in again."),
            danger=True,
        ),
    )

    def visible(self, user: Any) -> QuerySet[Minutes]:
        return access.staff_minutes(user).select_related("meeting__lead__organization__place")

    def may_view(self, user: Any) -> bool:
        return access.may_oversee(user)

    @admin.display(description=_("meeting"), ordering="meeting__title")
    def title(self, paper: Minutes) -> str:
        """The meeting it is on."""
        return paper.meeting.title

    @admin.display(description=_("Body"))
    def body(self, paper: Minutes) -> str:
        """Whose meeting it was."""
        return str(paper.meeting.lead.organization)

    def back(self, row: Any, request: HttpRequest | None = None) -> HttpResponse:
        """A paper that was sent back is its writers' again: to the list."""
        if row.state == MinutesState.DRAFT:
            return HttpResponseRedirect(reverse("admin:committees_minutes_changelist"))
        return super().back(row, request)

    def row_context(self, request: HttpRequest, row: Minutes) -> dict[str, Any]:
        return {
            "row_template": "committees/minutes_staff.html",
            "lines": paper_lines(row),
            "address": minutes_address(row),
        }


@admin.register(Meeting)
class MeetingAdmin(ScopedAdmin):
    """Meetings of the user's places."""

    list_display = ("title", "lead", "kind", "state", "starts_at", "where")
    list_filter = ("state", "kind")
    search_fields = ("title", "lead__organization__name", "lead__organization__pinyin")
    ordering = ("-starts_at", "-pk")
    fields = ("title", "lead", "kind", "state", "starts_at", "where", "entitled", "present")
    readonly_fields = fields

    def visible(self, user: Any) -> QuerySet[Meeting]:
        return access.staff_meetings(user).select_related("lead__organization__place")

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.ENTER_ADMIN)


@admin.register(Resolution)
class ResolutionAdmin(ScopedAdmin):
    """What was agreed in public papers: who carries it out, until when, how it goes."""

    list_display = ("text", "carrier", "due_on", "state")
    list_filter = ("state", "kind")
    search_fields = ("text",)
    ordering = ("due_on", "pk")
    queues = QUEUES
    empty_words = _("Nothing is here. What is agreed comes with its published minutes.")
    empty_step = (_("See the minutes"), Minutes)
    fields = ("text", "kind", "carrier", "due_on", "state", "how_ended")
    readonly_fields = fields
    moves = (
        Move(
            "progress",
            _("Add news"),
            forms.ProgressForm,
            calls(outcomes.add_progress, "resolution"),
            access.may_carry_out,
        ),
        Move(
            "end",
            _("Say how it ended"),
            forms.EndOutcomeForm,
            ended,
            access.may_carry_out,
            primary=True,
        ),
        Move(
            "hand-over",
            _("Hand to another post"),
            forms.HandOverForm,
            handed,
            access.may_hand_over,
            words=_("Whoever holds that post is told, and everybody reads why. The date stays."),
        ),
    )

    def visible(self, user: Any) -> QuerySet[Resolution]:
        return access.staff_outcomes(user).select_related(
            "owner_post",
            "carried_by",
            "item__meeting__lead__organization__place",
            "item__tabling__need",
        )

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.ENTER_ADMIN)

    @admin.display(
        description=_("who carries it out"), ordering=Coalesce("carried_by", "owner_post")
    )
    def carrier(self, resolution: Resolution) -> str:
        """The post that has it now."""
        return local(resolution.carrier, "title")
