"""Writing minutes: drafts, their photos, corrections of published papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from committees.actions.attendance import filing
from committees.actions.items import save_items
from committees.actions.words import FULL_LENGTH, line, lines
from committees.kinds import MeetingState, MinutesForm, MinutesState
from committees.models import Meeting, Minutes, MinutesPhoto
from committees.papers import MinutesText
from foundation.actor import Actor
from foundation.files import actions as files
from foundation.files.models import AttachmentKind
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import Refused, Stale
from foundation.revision.actions import update_revised

MOST_PHOTOS = 9


@action("minutes.save")
def save_minutes(
    *,
    by: Actor,
    meeting: Meeting,
    revision: int,
    text: MinutesText,
    photos: Iterable[Any] = (),
    public_photos: bool = False,
    now: datetime | None = None,
) -> Minutes:
    """Save the draft of a meeting's minutes; `revision` is that of the paper that was open, 0 for
    none yet. What the text leaves out of the agenda stays as it is.

    Raises `Stale` (with the paper as it stands) where somebody else saved meanwhile: nothing is
    written then. A meeting has one paper at a time; after publication only a correction.
    """
    by = filing(by, meeting.lead)
    locked = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if locked.state == MeetingState.CANCELLED:
        raise Refused(_("This meeting was cancelled."))
    fields = {
        "form": checked_form(text.form),
        "sentence": line(text.sentence, "sentence", 300, required=False),
        "full_text": lines(text.full_text, "full_text", FULL_LENGTH),
    }
    paper = begun(by, meeting, fields, now) if revision == 0 else draft_of(meeting)
    if revision:
        update_revised(paper, expected=revision, **fields)
    if text.items and paper.corrects_id:
        raise Refused(_("A correction is written in words: the agenda stays as published."))
    save_items(meeting, text.items)
    keep_photos(by, paper, photos, public_photos)
    record.note(by, "minutes.saved", paper, fields=list(fields), values={"form": paper.form})
    return paper


def checked_form(form: str) -> str:
    """Short or full."""
    if form not in MinutesForm.values:
        raise Refused(_("Choose the short or the full form."), "form")
    return form


def draft_of(meeting: Meeting) -> Minutes:
    """The paper of a meeting that is being written."""
    paper = meeting.minutes.order_by("-version").first()
    if paper is None or paper.state != MinutesState.DRAFT:
        raise Refused(_("The minutes of this meeting have been handed in."))
    return paper


def begun(by: Actor, meeting: Meeting, fields: dict[str, Any], now: datetime | None) -> Minutes:
    """The first save of a meeting's paper; of two at once the second is told."""
    now = now or timezone.now()
    try:
        with transaction.atomic():
            return Minutes.objects.create(
                meeting=meeting, created_by=by.user, created_at=now, revision=1, **fields
            )
    except IntegrityError:
        current = draft_of(meeting)
        raise Stale(
            _("Somebody else has changed this meanwhile. Choose which text to keep."),
            current=current,
            submitted=fields,
            revision=current.revision,
        ) from None


def keep_photos(by: Actor, paper: Minutes, photos: Iterable[Any], public: bool) -> None:
    """Keep photos with a paper, nine at most."""
    number = paper.photos.count()
    for photo in photos:
        number += 1
        if number > MOST_PHOTOS:
            raise Refused(_("At most %(n)s photos, please.") % {"n": MOST_PHOTOS}, "photos")
        kept = files.keep(photo, by=by, allowed={AttachmentKind.IMAGE}, field="photos")
        MinutesPhoto.objects.create(minutes=paper, attachment=kept, public=public, order=number)


@action("minutes.show_photo")
def show_photo(*, by: Actor, photo: MinutesPhoto, public: bool) -> MinutesPhoto:
    """Say whether everybody will see the photo once the paper is published."""
    by = filing(by, photo.minutes.meeting.lead)
    draft(photo.minutes)
    photo.public = public
    photo.save(update_fields=["public"])
    record.note(by, "minutes.photo_shown", photo.minutes, values={"public": public})
    return photo


@action("minutes.drop_photo")
def drop_photo(*, by: Actor, photo: MinutesPhoto) -> None:
    """Take a photo out of a draft; its file stays for as long as any file does."""
    by = filing(by, photo.minutes.meeting.lead)
    draft(photo.minutes)
    record.note(by, "minutes.photo_dropped", photo.minutes)
    photo.delete()


def draft(minutes: Minutes) -> Minutes:
    """The paper, locked, while it is being written."""
    locked = Minutes.objects.select_for_update(no_key=True).get(pk=minutes.pk)
    if locked.state != MinutesState.DRAFT:
        raise Refused(_("The minutes of this meeting have been handed in."))
    return locked


@action("minutes.correct")
def correct_minutes(
    *, by: Actor, minutes: Minutes, why: str, now: datetime | None = None
) -> Minutes:
    """Begin a new paper that corrects a published one, which stays as it is. It starts with the
    old words and goes the same way: handed in, approved, published."""
    by = filing(by, minutes.meeting.lead)
    Meeting.objects.select_for_update(no_key=True).get(pk=minutes.meeting_id)
    minutes.refresh_from_db()
    if minutes.state != MinutesState.PUBLISHED or hasattr(minutes, "corrected_by"):
        raise Refused(_("Only the newest published paper can be corrected."))
    last = minutes.meeting.minutes.aggregate(last=Max("version"))["last"]
    paper = Minutes.objects.create(
        meeting=minutes.meeting,
        version=last + 1,
        form=minutes.form,
        sentence=minutes.sentence,
        full_text=minutes.full_text,
        corrects=minutes,
        why_corrected=line(why, "why", 300),
        created_by=by.user,
        created_at=now or timezone.now(),
        revision=1,
    )
    record.note(by, "minutes.corrected", paper, values={"corrects": minutes})
    return paper
