"""The states of a need, the five stages that people see, and the kinds of step in its thread."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(TextChoices):
    """The five stages on the parcel's label."""

    RECEIVED = "received", pgettext_lazy("stage of a need", "Received")
    ASSIGNED = "assigned", pgettext_lazy("stage of a need", "Assigned")
    DISCUSSED = "discussed", pgettext_lazy("stage of a need", "Discussed")
    UNDER_WAY = "under_way", pgettext_lazy("stage of a need", "Under way")
    FOLLOWED_UP = "followed_up", pgettext_lazy("stage of a need", "Followed up")


class NeedState(TextChoices):
    """Where a need stands; `STAGE_OF` says which stage that is."""

    RAISED = "raised", pgettext_lazy("state of a need", "Received, not yet accepted")
    ACCEPTED = "accepted", pgettext_lazy("state of a need", "Accepted")
    ASSIGNED = "assigned", pgettext_lazy("state of a need", "Assigned")
    TABLED = "tabled", pgettext_lazy("state of a need", "Up for discussion")
    UNDER_WAY = "under_way", pgettext_lazy("state of a need", "Under way")
    ANSWERED = (
        "answered",
        pgettext_lazy("state of a need", "Answered, waiting for the reporter's view"),
    )
    CLOSED = "closed", pgettext_lazy("state of a need", "Closed")
    REFUSED = "refused", pgettext_lazy("state of a need", "Cannot be done, with the reason")
    MERGED = "merged", pgettext_lazy("state of a need", "Merged with a like need")


STAGE_OF = {
    NeedState.RAISED: Stage.RECEIVED,
    NeedState.ACCEPTED: Stage.RECEIVED,
    NeedState.ASSIGNED: Stage.ASSIGNED,
    NeedState.TABLED: Stage.DISCUSSED,
    NeedState.UNDER_WAY: Stage.UNDER_WAY,
    NeedState.ANSWERED: Stage.FOLLOWED_UP,
    NeedState.CLOSED: Stage.FOLLOWED_UP,
    NeedState.REFUSED: Stage.FOLLOWED_UP,
    NeedState.MERGED: Stage.FOLLOWED_UP,
}
OPEN_STATES = [
    NeedState.RAISED,
    NeedState.ACCEPTED,
    NeedState.ASSIGNED,
    NeedState.TABLED,
    NeedState.UNDER_WAY,
]


class StepKind(TextChoices):
    """What happened: the closed list of steps, with the words that the thread shows."""

    RAISED = "raised", pgettext_lazy("step of a need", "Raised")
    ACCEPTED = "accepted", pgettext_lazy("step of a need", "Accepted")
    ASSIGNED = "assigned", pgettext_lazy("step of a need", "Assigned to a post")
    TABLED = "tabled", pgettext_lazy("step of a need", "Put up for discussion")
    ON_AGENDA = "on_agenda", pgettext_lazy("step of a need", "Put on the agenda of a meeting")
    DECIDED = "decided", pgettext_lazy("step of a need", "Discussed, with an outcome")
    NOT_DECIDED = "not_decided", pgettext_lazy("step of a need", "Discussed, without an outcome")
    STARTED = "started", pgettext_lazy("step of a need", "Work has begun")
    PROGRESS = "progress", pgettext_lazy("step of a need", "News")
    CARRIED_OUT = "carried_out", pgettext_lazy("step of a need", "The work is done")
    NOT_CARRIED_OUT = "given_up", pgettext_lazy("step of a need", "The work was given up")
    LATE = "late", pgettext_lazy("step of a need", "The promised date was moved")
    AGREED = "agreed", pgettext_lazy("step of a need", "A space agreement began for it")
    DELIVERED = "delivered", pgettext_lazy("step of a need", "First delivered")
    ANSWERED = "answered", pgettext_lazy("step of a need", "Answered")
    REFUSED = "refused", pgettext_lazy("step of a need", "Cannot be done")
    MERGED = "merged", pgettext_lazy("step of a need", "Merged with a like need")
    REFERRED = "referred", pgettext_lazy("step of a need", "Sent to a department")
    REFERRAL_TAKEN = (
        "referral_taken",
        pgettext_lazy("step of a need", "The department has taken it up"),
    )
    REFERRAL_BACK = "referral_back", pgettext_lazy("step of a need", "The department answered")
    REFERRAL_RETURN = (
        "referral_return",
        pgettext_lazy("step of a need", "The department sent it back"),
    )
    REFERRAL_UNDONE = (
        "referral_undone",
        pgettext_lazy("step of a need", "No longer with the department"),
    )
    WITHHELD = "withheld", pgettext_lazy("step of a need", "Not shown to everybody")
    RATED = "rated", pgettext_lazy("step of a need", "Rated by those who raised it")
    REOPENED = "reopened", pgettext_lazy("step of a need", "Reopened: not satisfied")


WORK_ENDED = (StepKind.CARRIED_OUT, StepKind.NOT_CARRIED_OUT)


class HandOff(TextChoices):
    """Matters that are not for this portal: the right number is shown, only a count is kept."""

    NONE = "", _("Handled here")
    POLICE = "110", _("Police")
    FIRE = "119", _("Fire")
    AMBULANCE = "120", _("Ambulance")
    HOTLINE = "12345", _("Government hotline")
    PETITION = "petition", _("Petitions")
    DISCIPLINE = "discipline", _("Discipline inspection")
    CLASSIFIED = "classified", _("Classified matters")
