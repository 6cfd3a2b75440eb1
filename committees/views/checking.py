"""The other parts of the full form: when and where, photos, and the check before handing in."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from committees.access.bodies import may_convene
from committees.access.minutes import editable_minutes, visible_photos
from committees.actions.approving import submit_minutes
from committees.actions.minutes import correct_minutes, drop_photo, save_minutes, show_photo
from committees.forms.photos import PhotoForm, WhyForm
from committees.kinds import MinutesForm, MinutesState
from committees.models import Meeting, Minutes
from committees.papers import MinutesText
from committees.queries.meetings import agenda, newest_paper, sitters
from committees.queries.papers import earlier_photos
from committees.views import keeping
from committees.views.door import (
    desk_page,
    written_meeting,
)
from committees.views.parts import parts_of
from foundation.accounts.requests import actor_of, user_of
from foundation.answers import UNPROCESSABLE, beside, done, said_no, sent, status_of
from foundation.digits import number_in
from foundation.files.views import answer
from foundation.refusals import Refused


@desk_page
@require_safe
def tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """The full form as a list of five parts, in any order."""
    meeting = written_meeting(request, pk)
    context = {"meeting": meeting, "parts": parts_of(meeting)}
    return render(request, "committees/minutes_tasks.html", context)


@desk_page
@require_safe
def when(request: HttpRequest, pk: int) -> HttpResponse:
    """Part one: time and place, as the meeting was called."""
    meeting = written_meeting(request, pk)
    leads = may_convene(user_of(request), meeting.lead)
    context = {"meeting": meeting, "leads": leads, "parts": parts_of(meeting, current="when")}
    return render(request, "committees/minutes_when.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request: HttpRequest, pk: int) -> HttpResponse:
    """Part four: photos, each public only where one says so."""
    meeting = written_meeting(request, pk)
    paper = newest_paper(meeting)
    form = PhotoForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        kept = paper or Minutes(form=MinutesForm.FULL, revision=0)
        text = MinutesText(form=kept.form, sentence=kept.sentence, full_text=kept.full_text)
        try:
            save_minutes(
                by=actor_of(request),
                meeting=meeting,
                revision=kept.revision,
                text=text,
                photos=[form.cleaned_data["photos"]],
                public_photos=form.cleaned_data["public"],
            )
        except Refused as refusal:
            beside(form, refusal)
        else:
            return done(request, _("The photo is added."), "committees:minutes_photos", pk)
    context = {
        "meeting": meeting,
        "form": form,
        "photos": list(paper.photos.select_related("attachment")) if paper else [],
        "draft": paper is None or paper.state == MinutesState.DRAFT,
        "parts": parts_of(meeting, current="photos"),
    }
    status = status_of(form)
    return render(request, "committees/minutes_photos.html", context, status=status)


@desk_page
@require_POST
def change_photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """Show a photo to everybody, hide it, or take it out."""
    meeting = written_meeting(request, pk)
    rows = visible_photos(user_of(request)).filter(minutes__meeting=meeting)
    row = get_object_or_404(rows.select_related("minutes__meeting__lead"), pk=photo)
    act = request.POST.get("do")
    try:
        if act == "drop":
            drop_photo(by=actor_of(request), photo=row)
        else:
            show_photo(by=actor_of(request), photo=row, public=act == "show")
    except Refused as refusal:
        return said_no(request, refusal, "committees:minutes_photos", pk)
    return redirect("committees:minutes_photos", pk)


@require_safe
def photo(request: HttpRequest, pk: int) -> FileResponse:
    """The file of a photo, to whoever may see it."""
    rows = visible_photos(request.user).select_related("attachment")
    return answer(get_object_or_404(rows, pk=pk).attachment)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """What residents will read; handed in from here."""
    meeting = written_meeting(request, pk)
    paper = newest_paper(meeting)
    if paper is None:
        return redirect("committees:quick", pk)
    refusal = None
    if request.method == "POST":
        paper.revision = number_in(request.POST.get("revision", ""), 9)
        try:
            submit_minutes(by=actor_of(request), minutes=paper)
        except Refused as said:
            refusal = said
        else:
            words = _("Handed in. The town reads it, then it is public.")
            return done(request, words, "committees:desk_meeting", pk)
        paper = newest_paper(meeting)
    return check_page(request, meeting, paper, refusal)


def check_page(
    request: HttpRequest, meeting: Meeting, paper: Minutes | None, refusal: Refused | None
) -> HttpResponse:
    """The check, with what is still missing on top."""
    full = paper is not None and paper.form == MinutesForm.FULL
    write = "committees:minutes_items" if full else "committees:quick"
    context = {
        "meeting": meeting,
        "paper": paper,
        "items": agenda(meeting),
        "photos": list(paper.photos.all()) if paper else [],
        "earlier": earlier_photos(paper) if paper else [],
        "refusal": refusal,
        "write": write,
        "unmarked": not meeting.source and bool(sitters(meeting)),
        "kept": keeping.load(request, meeting),
        "draft": paper is not None and paper.state == MinutesState.DRAFT,
        "early": meeting.starts_at > timezone.now(),
        "parts": parts_of(meeting, current="check") if full else None,
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "committees/minutes_check.html", context, status=status)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a paper that corrects the published one."""
    meeting = written_meeting(request, pk)
    paper = newest_paper(meeting)
    if paper is None or editable_minutes(user_of(request)).filter(meeting=meeting).exists():
        return redirect("committees:desk_meeting", pk)
    form = WhyForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            correct_minutes(by=actor_of(request), minutes=paper, why=form.cleaned_data["why"])
        except Refused as refusal:
            beside(form, refusal)
        else:
            return redirect("committees:minutes_items", pk)
    context = {"meeting": meeting, "paper": paper, "form": form}
    status = status_of(form)
    return render(request, "committees/minutes_correct.html", context, status=status)
