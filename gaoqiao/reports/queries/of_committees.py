"""The measures of deliberation."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy

from committees.models import Meeting, Minutes, Resolution, Seat
from committees.queries import measured
from gaoqiao.reports.figures import Figure, Kind
from gaoqiao.reports.queries.measure import Column, Source, measures_in
from gaoqiao.reports.queries.of_needs import day
from residents.bilingual import local

ROOM = "committees"

MEETINGS = Source(
    rows=lambda: Meeting.objects.select_related(measured.OF_MEETING),
    place=lambda meeting: meeting.lead.organization.place,
    address=lambda meeting: reverse("committees:meeting", args=[meeting.pk]),
    columns=(
        Column("meeting", _("Meeting"), lambda meeting: meeting.title),
        Column("body", _("body"), lambda meeting: local(meeting.lead.organization)),
        Column("place", _("place"), lambda meeting: local(meeting.lead.organization.place)),
        Column("date", _("Date"), lambda meeting: day(meeting.starts_at)),
        Column("took_part", _("took part"), lambda meeting: meeting.present),
    ),
)
PAPERS = Source(
    rows=lambda: Minutes.objects.select_related(measured.OF_PAPER),
    place=lambda paper: paper.meeting.lead.organization.place,
    address=lambda paper: reverse("committees:minutes", args=[paper.pk]),
    columns=(
        Column("meeting", _("Meeting"), lambda paper: paper.meeting.title),
        Column("body", _("body"), lambda paper: local(paper.meeting.lead.organization)),
        Column("place", _("place"), lambda paper: local(paper.meeting.lead.organization.place)),
        Column("published", _("published"), lambda paper: day(paper.published_at)),
    ),
)
OUTCOMES = Source(
    rows=lambda: Resolution.objects.select_related(measured.OF_OUTCOME, "owner_post", "carried_by"),
    place=lambda one: one.item.meeting.lead.organization.place,
    address=lambda one: reverse("committees:meeting", args=[one.item.meeting_id]),
    columns=(
        Column("what_was_agreed", _("what was agreed"), lambda one: one.text),
        Column("place", _("place"), lambda one: local(one.item.meeting.lead.organization.place)),
        Column(
            "who_carries_it_out",
            _("who carries it out"),
            lambda one: local(one.carrier, "title"),
        ),
        Column("due", _("due"), lambda one: one.due_on),
        Column("state", _("state"), lambda one: one.get_state_display()),
        Column("how_it_ended", _("how it ended"), lambda one: one.how_ended),
    ),
)
SEATS = Source(
    rows=lambda: Seat.objects.select_related(measured.OF_SEAT, "person"),
    place=lambda seat: seat.body.organization.place,
    columns=(
        Column("body", _("body"), lambda seat: local(seat.body.organization)),
        Column("place", _("place"), lambda seat: local(seat.body.organization.place)),
        Column("role", _("role"), lambda seat: seat.get_role_display()),
        Column("speaks_for", _("Speaks for"), lambda seat: seat.get_group_display()),
        Column("since", _("since"), lambda seat: seat.since),
    ),
)


def share(seats: Iterable[Seat]) -> Figure:
    """People of social groups among all who sit, each person once."""
    found = measured.share_of_seats(seats)
    return Figure(found.all, Decimal(found.social))


measure = measures_in(ROOM)

MEASURES = (
    measure(
        "meetings_held",
        _("Meetings held"),
        _("Held in the period, those that a Party body leads left out."),
        MEETINGS,
        measured.held,
        units=npgettext_lazy("unit", "meeting", "meetings"),
    ),
    measure(
        "minutes_published",
        _("Minutes published"),
        _("Published in the period."),
        PAPERS,
        measured.published,
        units=npgettext_lazy("unit", "paper", "papers"),
    ),
    measure(
        "outcomes_agreed",
        _("Outcomes agreed"),
        _("Made public in the period with the minutes."),
        OUTCOMES,
        measured.agreed,
        units=npgettext_lazy("unit", "outcome", "outcomes"),
    ),
    measure(
        "outcomes_done",
        _("Outcomes carried out"),
        _("Carried out in the period."),
        OUTCOMES,
        measured.carried_out,
        units=npgettext_lazy("unit", "outcome", "outcomes"),
    ),
    measure(
        "outcomes_late",
        _("Outcomes overdue at the end"),
        _("Not carried out by the end of the period, and past their day."),
        OUTCOMES,
        measured.late_at_end,
        units=npgettext_lazy("unit", "outcome", "outcomes"),
    ),
    measure(
        "seats",
        _("Seats filled"),
        _("Filled on the last day of the period, those of Party bodies left out."),
        SEATS,
        measured.filled_at_end,
        units=npgettext_lazy("unit", "seat", "seats"),
    ),
    measure(
        "social_share",
        _("Share of social-group representatives"),
        _("Of the people on those seats, each once, those who speak for a social group."),
        SEATS,
        measured.filled_at_end,
        units="%",
        kind=Kind.SHARE,
        whole=share,
    ),
)
