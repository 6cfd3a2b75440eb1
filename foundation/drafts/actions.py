"""Keep what somebody has begun to write. No record entry: a draft is nobody's act yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.drafts.models import Draft
from foundation.drafts.owners import Owner
from foundation.drafts.payloads import packed, unpacked
from foundation.drafts.queries import expired
from foundation.refusals import Refused, Stale

MAX_DRAFTS = 50


def save(
    owner: Owner,
    form: str,
    payload: dict[str, Any],
    *,
    expected: int,
    subject: str = "",
    base_revision: int = 0,
    now: datetime | None = None,
) -> Draft:
    """Keep the payload if the draft still has the revision that this page knew (0: none yet).

    `subject` is what the form is about ("committees.minutes:12"), `base_revision` the revision of
    that row when the form was opened. Raises `Stale` with both payloads (`current`, `submitted`)
    and the revision to expect next; `Refused` when it is too long or there are too many drafts.
    """
    now = now or timezone.now()
    text = packed(payload)
    rows = _rows(owner, form, subject)
    content = {
        "payload": text,
        "base_revision": base_revision,
        "saved_at": now,
        "expires_at": now + owner.life,
    }
    with transaction.atomic():
        rows.filter(expires_at__lte=now).delete()
        known = rows.filter(revision=expected)
        if not known.update(revision=F("revision") + 1, **content):
            _begin(owner, form, subject, expected=expected, content=content)
        return rows.get()


def _begin(
    owner: Owner, form: str, subject: str, *, expected: int, content: dict[str, Any]
) -> None:
    """The first save; also after the draft expired under an open page, whose words must stay."""
    mine = Draft.objects.filter(author=owner.user, visitor_digest=owner.digest)
    if mine.count() >= MAX_DRAFTS:
        raise Refused(_("You have too many drafts: finish or discard one first."))
    try:
        with transaction.atomic():
            Draft.objects.create(
                author=owner.user,
                visitor_digest=owner.digest,
                form=form,
                subject=subject,
                revision=expected + 1,
                **content,
            )
    except IntegrityError:
        stands = _rows(owner, form, subject).first()
        raise Stale(
            _("This was changed in another window meanwhile. Choose which text to keep."),
            current=stands.values if stands else None,
            submitted=unpacked(content["payload"]),
            revision=stands.revision if stands else 0,
        ) from None


def discard(owner: Owner | None, form: str, subject: str = "") -> None:
    """Forget a draft: it was sent, or given up. Harmless to repeat."""
    if owner is not None:
        _rows(owner, form, subject).delete()


def discard_all(owner: Owner | None, *forms: str) -> None:
    """Forget every draft of these forms, whatever it is about, in one go."""
    if owner is not None:
        mine = Draft.objects.filter(author=owner.user, visitor_digest=owner.digest)
        mine.filter(form__in=forms).delete()


def purge_expired(*, now: datetime | None = None) -> int:
    """Delete every draft whose time is over; returns how many."""
    return expired(now or timezone.now()).delete()[0]


def _rows(owner: Owner, form: str, subject: str) -> models.QuerySet[Draft]:
    return Draft.objects.filter(
        author=owner.user, visitor_digest=owner.digest, form=form, subject=subject
    )
