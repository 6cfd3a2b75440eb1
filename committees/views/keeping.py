"""What somebody is writing in a paper is kept as she goes along, wrong or half done as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from committees.forms.shortly import chosen_day
from committees.models import Meeting, Minutes
from committees.queries.meetings import last_save
from foundation.accounts.requests import user_of
from foundation.answers import CONFLICT, UNPROCESSABLE
from foundation.digits import number_in
from foundation.drafts import actions as drafts
from foundation.drafts import queries
from foundation.drafts.models import Draft
from foundation.drafts.owners import user_owner
from foundation.refusals import Refused, Stale

FORM = "committees.minutes"
NOT_WORDS = {"csrfmiddlewaretoken", "do", "kept", "photos"}
MOST_FIELDS = 1_000


@dataclass(frozen=True)
class Kept:
    """One's own draft of a paper: its words by field, and the revision to send back."""

    values: dict[str, str]
    revision: int
    said: str

    def of(self, prefix: str) -> dict[str, str]:
        """The words of one form."""
        start = f"{prefix}-" if prefix else ""
        return {
            name.removeprefix(start): text
            for name, text in self.values.items()
            if name.startswith(start) and (prefix or not name.startswith("item-"))
        }


def subject(meeting: Meeting) -> str:
    """What the draft is about."""
    return f"committees.meeting:{meeting.pk}"


def load(request: HttpRequest, meeting: Meeting) -> Kept | None:
    """One's own draft of the paper on a meeting."""
    draft = queries.load(user_owner(user_of(request)), FORM, subject(meeting))
    return Kept(draft.values, draft.revision, saved_words(draft)) if draft else None


def keep(request: HttpRequest, meeting: Meeting) -> Draft:
    """Keep what the page sent. Raises `Stale` after another window's save, `Refused` when it is
    too long."""
    return drafts.save(
        user_owner(user_of(request)),
        FORM,
        words(request),
        expected=number_in(request.POST.get("kept", ""), 9),
        subject=subject(meeting),
        base_revision=number_in(request.POST.get("revision", ""), 9),
    )


def put_day(request: HttpRequest) -> str:
    """Write the day of a button into its field, as if it had been typed; returns the item's name,
    and nothing when no such button was pressed."""
    item, day = chosen_day(request.POST.get("do", ""))
    if item:
        typed = request.POST.copy()
        typed[f"{item}-due_on"] = day
        request.POST = typed  # type: ignore[assignment]
    return item


def words(request: HttpRequest) -> dict[str, str]:
    """Everything that was typed, by field."""
    return {name: str(text) for name, text in request.POST.items() if name not in NOT_WORDS}


def forget(request: HttpRequest, meeting: Meeting) -> None:
    """The draft has become the paper, or was given up."""
    drafts.discard(user_owner(user_of(request)), FORM, subject(meeting))


def saved_words(draft: Draft) -> str:
    """When the draft was kept, in words: the time today, with the day before."""
    moment = timezone.localtime(draft.saved_at)
    today = moment.date() == timezone.localdate()
    when = moment.strftime("%H:%M") if today else date_format(moment, "SHORT_DATETIME_FORMAT")
    return _("Draft saved at %(when)s") % {"when": when}


def answer(
    request: HttpRequest, meeting: Meeting, paper: Minutes | None, parts: dict[str, str]
) -> JsonResponse:
    """What the script is told: when it was kept, or why not, whether somebody else saved, and the
    parts of the page that follow from what was typed."""
    try:
        draft = keep(request, meeting)
    except Stale as stale:
        return JsonResponse({"said": stale.message, "stop": True}, status=CONFLICT)
    except Refused as refusal:
        return JsonResponse({"said": refusal.message}, status=UNPROCESSABLE)
    told: dict[str, Any] = {"said": saved_words(draft), "kept": draft.revision, "parts": parts}
    if paper and paper.revision != draft.base_revision:
        told["warn"] = rival_words(paper)
    return JsonResponse(told)


def rival_words(paper: Minutes) -> str:
    """That somebody else saved the paper meanwhile: who, and when."""
    last = last_save(paper)
    return _(
        "%(name)s saved these minutes at %(when)s. Your text is kept: you choose when you go on."
    ) % {"name": last.name, "when": timezone.localtime(last.at).strftime("%H:%M")}
