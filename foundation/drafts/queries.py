"""Drafts, read by their owner only."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

from foundation.drafts.models import Draft
from foundation.drafts.owners import Owner


def drafts_of(owner: Owner | None, *, now: datetime | None = None) -> models.QuerySet[Draft]:
    """Drafts of one owner that have not expired, last saved first; none for None."""
    if owner is None:
        return Draft.objects.none()
    return Draft.objects.filter(
        author=owner.user, visitor_digest=owner.digest, expires_at__gt=now or timezone.now()
    )


def load(
    owner: Owner | None, form: str, subject: str = "", *, now: datetime | None = None
) -> Draft | None:
    """The draft of one form about one subject; read its `values`, and send back its `revision`."""
    return drafts_of(owner, now=now).filter(form=form, subject=subject).first()


def expired(now: datetime) -> models.QuerySet[Draft]:
    """Drafts that nobody has saved for long."""
    return Draft.objects.filter(expires_at__lte=now)
