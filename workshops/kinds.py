"""What a workshop is, and how its papers stand: closed lists with their words."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What sort of workshop it is (共富工坊), in the order of the page."""

    PROCESSING = "processing", pgettext_lazy("kind of workshop", "Piece work")
    RECRUITING = "recruiting", pgettext_lazy("kind of workshop", "Recruiting for one employer")
    STREAMING = "streaming", pgettext_lazy("kind of workshop", "Selling by live stream")
    FARM_TOURISM = "farm_tourism", pgettext_lazy("kind of workshop", "Farming and tourism")
    INDUSTRY = "industry", pgettext_lazy("kind of workshop", "Backed by an industry")
    BRAND = "brand", pgettext_lazy("kind of workshop", "Under a brand")
    STUDIO = "studio", pgettext_lazy("kind of workshop", "Studio")


class Mode(TextChoices):
    """Where a workshop's figures come from."""

    AGGREGATE = "aggregate", pgettext_lazy("mode of a workshop", "The host's sums of the month")
    INDIVIDUAL = "individual", pgettext_lazy("mode of a workshop", "Rows of each person")


class ReportState(TextChoices):
    """A month's report: only a signed one is ever counted."""

    SUBMITTED = "submitted", pgettext_lazy("of a month's report", "Handed in")
    SIGNED = "signed", pgettext_lazy("of a month's report", "Signed")
    RETURNED = "returned", pgettext_lazy("of a month's report", "Sent back")
    REPLACED = "replaced", pgettext_lazy("of a month's report", "Replaced by a newer one")


class OpeningState(TextChoices):
    """Whether people may apply."""

    OPEN = "open", pgettext_lazy("of an opening", "Open")
    FILLED = "filled", pgettext_lazy("of an opening", "All places taken")
    CLOSED = "closed", pgettext_lazy("of an opening", "Closed")


class ApplicationState(TextChoices):
    """Where an application stands; reopened where a hire was a mistake."""

    RECEIVED = "received", pgettext_lazy("of an application", "Received")
    INVITED = "invited", pgettext_lazy("of an application", "Invited to come and talk")
    HIRED = "hired", pgettext_lazy("of an application", "Hired")
    REOPENED = "reopened", pgettext_lazy("of an application", "Not decided: the hire was a mistake")
    DECLINED = "declined", pgettext_lazy("of an application", "Not this time")
    WITHDRAWN = "withdrawn", pgettext_lazy("of an application", "Withdrawn")


UNANSWERED = (ApplicationState.RECEIVED, ApplicationState.REOPENED)
UNDECIDED = (*UNANSWERED, ApplicationState.INVITED)
