"""Writing minutes: the short form, and the items of the full one. Nothing typed is lost."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from committees.access.bodies import owner_posts
from committees.actions.minutes import save_minutes
from committees.forms.minutes import OutcomeForm, PaperForm, said, written_paper
from committees.forms.shortly import near_days
from committees.kinds import MeetingState, MinutesState
from committees.models import Meeting, Minutes
from committees.queries.meetings import agenda, newest_paper
from committees.views import conflicts, keeping, panel
from committees.views.door import (
    desk_page,
    written_meeting,
)
from committees.views.parts import parts_of
from foundation.accounts.requests import actor_of
from foundation.answers import UNPROCESSABLE, done, sent
from foundation.refusals import Refused, Stale


class Desk:
    """The forms of one paper: the sentence, and one form an item."""

    def __init__(self, request: HttpRequest, meeting: Meeting, *, full: bool) -> None:
        self.request, self.meeting, self.full = request, meeting, full
        self.paper = newest_paper(meeting)
        self.corrects = bool(self.paper and self.paper.corrects_id)
        self.items = [] if self.corrects else agenda(meeting)
        self.kept = keeping.load(request, meeting)
        self.data = sent(request)
        data = (self.data, request.FILES if self.data is not None else None)
        first = written_paper(self.paper) | (self.kept.of("") if self.kept else {})
        first["kept"] = self.kept.revision if self.kept else 0
        self.form = PaperForm(*data, full=full, initial=first)
        self.posts = list(owner_posts(meeting.lead).order_by("pk"))
        self.forms = [self.item_form(item) for item in self.items]
        if not self.corrects and (full or not self.items or self.sent("item-0")):
            self.forms.append(self.item_form(None))
        self.gone = self.words_of_gone_items()

    def sent(self, prefix: str) -> bool:
        """Whether the page that was sent, or one's own draft, has an item of this name."""
        typed = self.data if self.data is not None else self.kept.values if self.kept else {}
        return f"{prefix}-text" in typed

    def item_form(self, item: Any) -> OutcomeForm:
        """The form of one item, beginning with one's own draft. An item that the page did not
        know, because somebody else has added it since, is shown and not written."""
        prefix = f"item-{item.pk if item else 0}"
        data = self.data if self.sent(prefix) else None
        form = OutcomeForm(data, meeting=self.meeting, item=item, posts=self.posts, full=self.full)
        if self.kept:
            form.initial = {**form.initial, **self.kept.of(prefix)}
        return form

    def words_of_gone_items(self) -> list[str]:
        """What was typed about items that somebody else has taken off the agenda meanwhile."""
        known = {form.prefix for form in self.forms}
        return [
            str(text)
            for name, text in (self.data or {}).items()
            if name.startswith("item-")
            and name.rpartition("-")[0] not in known
            and name.endswith(("-text", "-discussion"))
            and str(text).strip()
        ]

    def bound(self) -> list[OutcomeForm]:
        """The items that the page sent."""
        return [form for form in self.forms if form.is_bound]

    def is_valid(self) -> bool:
        """Whether everything is right; each form says what is not."""
        right = all([self.form.is_valid(), *[one.is_valid() for one in self.bound()]])
        if self.gone:
            self.form.add_error(None, _("An item that you wrote about was taken off the agenda."))
        return right and not self.gone

    def written(self) -> Minutes:
        """Save the paper; raises `Refused` and `Stale`."""
        photo = self.form.cleaned_data.get("photos")
        paper = save_minutes(
            by=actor_of(self.request),
            meeting=self.meeting,
            revision=self.form.cleaned_data["revision"],
            text=said(self.form, self.bound(), self.paper),
            photos=[photo] if photo else [],
        )
        keeping.forget(self.request, self.meeting)
        return paper

    def beside(self, refusal: Refused) -> None:
        """Put a refusal beside the field of the form that it names."""
        field = refusal.field or ""
        for form in self.forms:
            name = field.removeprefix(f"{form.prefix}-")
            if name != field and name in form.fields:
                form.add_error(name, refusal.message)
                return
        self.form.add_error(field if field in self.form.fields else None, refusal.message)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def quick(request: HttpRequest, pk: int) -> HttpResponse:
    """The short form: a sentence, what was agreed, who carries it out, by when, perhaps a photo."""
    return write(request, pk, full=False)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """Part three of the full form: each item with its tally and what was agreed."""
    return write(request, pk, full=True)


def write(request: HttpRequest, pk: int, *, full: bool) -> HttpResponse:
    """A page on which a paper is written: kept on each pause, saved by the button."""
    meeting = written_meeting(request, pk)
    paper = newest_paper(meeting)
    closed = meeting.state == MeetingState.CANCELLED or paper and paper.state != MinutesState.DRAFT
    if request.method != "POST" and closed:
        return redirect("committees:desk_meeting", pk)
    act = request.POST.get("do", "")
    here = "committees:minutes_items" if full else "committees:quick"
    if act == "auto":
        desk = Desk(request, meeting, full=full)
        return keeping.answer(request, meeting, paper, panel.parts_of_desk(desk))
    if act == "theirs":
        keeping.forget(request, meeting)
        return done(request, _("You go on with the other text."), here, pk)
    item = keeping.put_day(request)
    desk = Desk(request, meeting, full=full)
    if item or act == "keep":
        return kept(request, desk, here, item)
    if request.method != "POST":
        return page(desk)
    return saved(desk, "committees:minutes_photos" if full else "committees:minutes_check")


def kept(request: HttpRequest, desk: Desk, here: str, item: str) -> HttpResponse:
    """Keep the draft without a script, and say when; go on at the item."""
    try:
        draft = keeping.keep(request, desk.meeting)
    except Stale as stale:
        return conflicts.of_windows(request, desk, stale)
    except Refused as refusal:
        desk.form.add_error(None, refusal.message)
        return page(desk, UNPROCESSABLE)
    address = reverse(here, args=[desk.meeting.pk])
    return done(request, keeping.saved_words(draft), f"{address}#{item}" if item else address)


def saved(desk: Desk, then: str) -> HttpResponse:
    """Save the paper and go on; else the page again, with everything that was typed."""
    if not desk.is_valid():
        return page(desk, UNPROCESSABLE)
    try:
        desk.written()
    except Stale as stale:
        return conflicts.of_people(desk.request, desk, stale)
    except Refused as refusal:
        desk.beside(refusal)
        return page(desk, UNPROCESSABLE)
    return redirect(then, desk.meeting.pk)


def page(desk: Desk, status: int = 200) -> HttpResponse:
    """The page, with what was last kept."""
    context = {
        "meeting": desk.meeting,
        "validity": panel.of_desk(desk),
        "paper": desk.paper,
        "form": desk.form,
        "forms": desk.forms,
        "near_days": near_days(desk.meeting),
        "kept": desk.kept,
        "gone": desk.gone,
        "wrong": conflicts.errors_of(desk),
        "parts": parts_of(desk.meeting, current="items") if desk.full else None,
    }
    name = "committees/minutes_items.html" if desk.full else "committees/minutes_quick.html"
    return render(desk.request, name, context, status=status)
