"""Bodies and their seats."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committees.access import staff as access
from committees.access.bodies import may_keep_body, may_keep_seats
from committees.actions.bodies import change_body, create_body
from committees.actions.seats import end_seat, seat_somebody
from committees.forms.staff import BodyForm, ChangeBodyForm, EndSeatForm, SeatForm
from committees.kinds import SeatRole
from committees.models import Body, Seat
from committees.queries.duties import duties_of, duty_of, with_meetings
from committees.queries.queues import QUEUES
from committees.queries.representation import seat_counts
from foundation import actor
from foundation.backoffice.admin import Move, ScopedAdmin
from foundation.names import masked_name
from residents.access.standing import has_right
from residents.admin.columns import ends
from residents.admin.moves import calls
from residents.models.place import has_ended
from residents.roles import Right


def asked(data: dict[str, Any]) -> dict[str, Any]:
    """The values of a form that makes a row, as an action takes them."""
    return {key: value for key, value in data.items() if key != "revision"}


@admin.register(Body)
class BodyAdmin(ScopedAdmin):
    """Bodies of the user's reach, in numbers."""

    list_display = ("name", "kind", "area", "place")
    list_filter = ("kind", "area")
    search_fields = ("organization__name", "organization__pinyin", "organization__initials")
    ordering = ("organization__place__path", "kind", "pk")
    create_form = BodyForm
    fields = (
        *("name", "kind", "area", "approved_by", "decides", "filled", "share", "member_count"),
        *("representatives", "women_representatives", "meets", "lacks"),
    )
    readonly_fields = fields
    queues = QUEUES
    moves = (
        Move(
            "change",
            _("Change what is said of it"),
            ChangeBodyForm,
            lambda by, body, data: change_body(by=by, body=body, **data),
            lambda user, body: may_keep_body(actor.person(user), body.record_path),
            primary=True,
        ),
    )

    def visible(self, user: Any) -> QuerySet[Body]:
        rows = access.staff_bodies(user).select_related("organization__place")
        return with_meetings(rows, timezone.now())

    def get_fields(self, request: HttpRequest, obj: Body | None = None) -> Any:
        """When a Party body meets is told to who oversees it."""
        told = obj is None or not obj.is_party or access.may_oversee_body(request.user, obj)
        return self.fields if told else [one for one in self.fields if one != "meets"]

    def may_view(self, user: Any) -> bool:
        return has_right(user, Right.ENTER_ADMIN)

    def may_create(self, user: Any) -> bool:
        return has_right(user, Right.KEEP_TOWN)

    def create(self, by: Any, data: dict[str, Any]) -> Body:
        return create_body(by=by, **asked(data))

    @admin.display(description=_("name"), ordering="organization__name")
    def name(self, body: Body) -> str:
        """What it is called."""
        return str(body.organization)

    @admin.display(description=_("place"), ordering="organization__place__path")
    def place(self, body: Body) -> str:
        """Where it is."""
        return str(body.organization.place)

    @admin.display(description=_("Meetings"))
    def meets(self, body: Body) -> str:
        """How often it must meet, when it did, and until when it must next."""
        duty = duty_of(body, timezone.localdate())
        return "\n".join([*duty.said, duty.source] if duty.said else ["—"])

    @admin.display(description=_("It lacks"))
    def lacks(self, body: Body) -> str:
        """What the rule asks of its members and is not there, or not stated."""
        return "\n".join(duties_of([body], timezone.now())[0].faults) or "—"

    @admin.display(description=_("Seats filled"))
    def filled(self, body: Body) -> int:
        """How many people sit on it today."""
        return seat_counts([body])[body.pk].filled

    @admin.display(description=_("Of social groups"))
    def share(self, body: Body) -> str:
        """How many of them speak for social groups."""
        counts = seat_counts([body])[body.pk]
        return "—" if counts.percent is None else f"{counts.social} · {counts.percent}%"


def may_end(user: Any, seat: Seat) -> bool:
    """Offered, until it has ended, to who fills the seats of its body."""
    return not has_ended(seat.ended) and may_keep_seats(actor.person(user), seat.body)


@admin.register(Seat)
class SeatAdmin(ScopedAdmin):
    """Who sits where; plain members are masked."""

    list_display = ("body", "holder", "role", "group", "since", "ending")
    list_filter = ("role", "group")
    search_fields = ("body__organization__name", "body__organization__pinyin")
    ordering = ("body__organization__place__path", "body", "role", "since", "pk")
    create_form = SeatForm
    fields = ("body", "holder", "role", "group", "since", "ending", "why_ended")
    readonly_fields = fields
    moves = (
        Move(
            "end",
            _("End this seat"),
            EndSeatForm,
            calls(end_seat, "seat"),
            may_end,
            said=lambda seat: ends(seat.ended),
            danger=True,
        ),
    )

    def visible(self, user: Any) -> QuerySet[Seat]:
        return access.staff_seats(user).select_related("body__organization__place", "person")

    def may_view(self, user: Any) -> bool:
        return access.may_see_seats(user)

    def may_create(self, user: Any) -> bool:
        return access.may_fill_seats(user)

    def create(self, by: Any, data: dict[str, Any]) -> Seat:
        return seat_somebody(by=by, **asked(data))

    @admin.display(description=_("Who"))
    def holder(self, seat: Seat) -> str:
        """A chair or secretary by name, as holders of posts are; a member masked."""
        name = seat.person.name
        return masked_name(name) if seat.role == SeatRole.MEMBER else name

    @admin.display(description=_("until"), ordering="ended")
    def ending(self, seat: Seat) -> str:
        """When it ends or ended, if that is known."""
        return ends(seat.ended)
