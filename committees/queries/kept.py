"""What of deliberation still needs a body that is to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from committees.kinds import MeetingState
from committees.models import Meeting, Seat
from residents.models import Organization
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
