"""The addresses of meetings, papers and outcomes."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committees.api.meetings import (
    MeetingShown,
    MeetingWithAgenda,
    MinutesShown,
    MinutesWhole,
    OutcomeShown,
)
from committees.filters import MeetingFilters, MinutesFilters, OutcomeFilters
from committees.models import Meeting, Minutes, Resolution
from committees.queries.open_data import meetings_in_the_open
from committees.queries.public import listed_outcomes, listed_papers, readable_papers
from foundation.api.views import VISITOR, OpenList, OpenOne


class Meetings(OpenList):
    """Meetings, those to come first."""

    words = _("Meetings, the latest first.")
    serializer_class = MeetingShown
    filterset_class = MeetingFilters
    order = ("-starts_at", "-pk")

    def get_queryset(self) -> QuerySet[Meeting]:
        """Those that everybody may know of."""
        return meetings_in_the_open(VISITOR)


class OneMeeting(OpenOne):
    """One meeting."""

    words = _("One meeting with its agenda.")
    serializer_class = MeetingWithAgenda

    def get_queryset(self) -> QuerySet[Meeting]:
        """Those that everybody may know of."""
        return meetings_in_the_open(VISITOR)


class Papers(OpenList):
    """Minutes."""

    words = _("Published minutes, the newest first; of a corrected paper its correction.")
    serializer_class = MinutesShown
    filterset_class = MinutesFilters
    order = ("-published_at", "-pk")

    def get_queryset(self) -> QuerySet[Minutes]:
        """Those that hold."""
        return listed_papers()


class OnePaper(OpenOne):
    """One paper, also one that was corrected."""

    words = _("One paper, also one that was corrected since.")
    serializer_class = MinutesWhole

    def get_queryset(self) -> QuerySet[Minutes]:
        """Published ones."""
        return readable_papers(VISITOR)


class Outcomes(OpenList):
    """What was agreed."""

    words = _("What was agreed or resolved, and how it goes; the newest first.")
    serializer_class = OutcomeShown
    filterset_class = OutcomeFilters
    order = ("-public_at", "-pk")

    def get_queryset(self) -> QuerySet[Resolution]:
        """What is public of it."""
        return listed_outcomes(timezone.localdate())


class OneOutcome(OpenOne):
    """One outcome."""

    words = _("One outcome and how it goes.")
    serializer_class = OutcomeShown

    def get_queryset(self) -> QuerySet[Resolution]:
        """What is public of it."""
        return listed_outcomes(timezone.localdate())
