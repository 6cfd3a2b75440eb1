"""What of deliberation still needs a body or a post that is to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from committees.kinds import MeetingState, OutcomeState
from committees.models import Meeting, Resolution, Seat
from residents.models import Organization, Post
from residents.queries.upkeep import NAMED, listed


def what_needs(organization: Organization, day: date) -> Iterator[str]:
    """Why the body cannot end yet: seats that are filled, meetings that are called."""
    if number := Seat.objects.open_on(day).filter(body__organization=organization).count():
        yield _("%(n)s seats on it are still filled. End them first.") % {"n": number}
    meetings = Meeting.objects.filter(
        bodies__organization=organization, state=MeetingState.PLANNED, starts_at__date__gte=day
    )
    if titles := listed(meetings.values_list("title", flat=True)[: NAMED + 1]):
        yield _("These meetings of it are still called: %(names)s.") % {"names": titles}


def outcomes_with(post: Post, _day: date) -> Iterator[str]:
    """Why the post cannot go: the open outcomes with it, those of papers not published too."""
    rows = Resolution.objects.filter(owner_post=post, state=OutcomeState.OPEN)
    names = listed(rows.order_by("due_on", "pk").values_list("text", flat=True)[: NAMED + 1])
    if names:
        words = _(
            "These agreed matters are still with it: %(names)s. Say how they ended first; those not"
            " public yet, give to another post."
        )
        yield words % {"names": names}
