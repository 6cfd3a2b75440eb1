"""Personal values of needs whose time is over: they go, the rows stay. Only the clock does this."""

from __future__ import annotations

from datetime import datetime

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.actor import Actor, ActorKind
from foundation.files import actions as files
from foundation.record import actions as record
from foundation.record.actions import action
from foundation.refusals import require
from foundation.retention.kinds import PART
from residents.models import Need, NeedPhoto, Rating
from residents.models.need import NeedQuerySet
from residents.queries.outdated import (
    FORGOTTEN,
    known_supporters,
    reporters_over,
    words_over,
)


@action("need.forget_reporters")
def forget_reporters(*, by: Actor, now: datetime | None = None) -> int:
    """Forget who raised needs that are long over; returns how many."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock deletes what is kept no longer."))
    now = now or timezone.now()
    needs = part_of(reporters_over(now))
    for need in needs:
        blank_reporter(need, by=by, now=now)
    return len(needs)


@action("need.forget_words")
def forget_words(*, by: Actor, now: datetime | None = None) -> int:
    """Forget what people wrote of needs that are long over; returns how many."""
    require(by.kind == ActorKind.CLOCK, _("Only the clock deletes what is kept no longer."))
    now = now or timezone.now()
    needs = part_of(words_over(now))
    for need in needs:
        blank_words(need, by=by, now=now)
    return len(needs)


# Steps


def part_of(due: NeedQuerySet) -> list[Need]:
    """The next needs that are due, held until the act ends."""
    held = due.select_for_update(of=("self",), no_key=True).select_related("place")
    return list(held.order_by("pk")[:PART])


def blank_reporter(need: Need, *, by: Actor, now: datetime) -> None:
    """Name and number of whoever raised a need go. The need is held by the caller."""
    need.reporter_name = need.reporter_phone = ""
    need.reporter_forgotten_at = now
    need.save(update_fields=["reporter_name", "reporter_phone", "reporter_forgotten_at"])
    record.note(by, "need.reporter_forgotten", need, fields=["reporter_name", "reporter_phone"])


def blank_words(need: Need, *, by: Actor, now: datetime) -> None:
    """Words, spot, photos, the words of ratings and the numbers of supporters go, of whom the
    count stays. The need is held by the caller."""
    need.words = need.spot = ""
    need.words_forgotten_at = now
    need.save(update_fields=["words", "spot", "words_forgotten_at"])
    drop_photos(need)
    Rating.objects.filter(need=need).update(words="")
    mark = Concat(Value(FORGOTTEN), Cast("pk", CharField()), output_field=CharField())
    known_supporters().filter(need=need).update(phone_digest=mark)
    record.note(by, "need.words_forgotten", need, fields=["words", "spot", "photos"])


def drop_photos(need: Need) -> None:
    """The photos of a need go, with their files."""
    photos = NeedPhoto.objects.filter(need=need).select_related("attachment")
    attachments = [photo.attachment for photo in photos]
    photos.delete()
    files.drop(attachments)
