"""What of deliberation still needs a body or a post that is to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from committees.kinds import MeetingState, OutcomeState
from committees.models import Meeting, Resolution, Seat
from committees.models.minutes import with_posts
from foundation.refusals import Obstacle
from residents.models import Organization, Post
from residents.queries.upkeep import standing


def by_role(seat: Seat) -> tuple[str, Seat]:
    """A seat by its role: who sits on a Party body is named nowhere."""
    return str(seat.get_role_display()), seat


def what_needs(organization: Organization, day: date) -> Iterator[Obstacle]:
    """Why the body cannot end yet: seats that are filled, meetings that are called."""
    seats = Seat.objects.open_on(day).filter(body__organization=organization)
    words = _("These seats on it are still filled: %(names)s. End them first.")
    yield from standing(words, seats.order_by("role", "pk"), by_role)
    meetings = Meeting.objects.filter(
        bodies__organization=organization, state=MeetingState.PLANNED, starts_at__date__gte=day
    )
    yield from standing(_("These meetings of it are still called: %(names)s."), meetings)


def outcomes_with(post: Post, _day: date) -> Iterator[Obstacle]:
    """Why the post cannot go: the open outcomes with it, those of papers not published too."""
    rows = Resolution.objects.filter(with_posts([post]), state=OutcomeState.OPEN)
    words = _(
        "These agreed matters are still with it: %(names)s. Hand them to another post first, or say"
        " how they ended."
    )
    yield from standing(words, rows.order_by("due_on", "pk"))
