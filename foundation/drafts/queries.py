"""Drafts, read by their owner only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import BigIntegerField, CharField, DateTimeField
from django.utils import timezone

from foundation.drafts.models import Draft
from foundation.drafts.owners import Owner
from foundation.prepared import Later, Prepared


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
    if owner is None:
        return None
    asked = {"form": form, "subject": subject, "now": now or timezone.now()}
    if owner.user is not None:
        return OF_USER.first(user=owner.user.pk, **asked)
    return OF_VISITOR.first(digest=owner.digest, **asked)


def _one(**whose: Any) -> Prepared:
    """The draft of one form about one subject, by whose it is; there is one at most."""
    of_form = {"form": Later("form", CharField()), "subject": Later("subject", CharField())}
    fresh: Any = Later("now", DateTimeField())
    return Prepared(
        lambda: Draft.objects.filter(**whose, **of_form, expires_at__gt=fresh).order_by()[:1]
    )


OF_USER = _one(author=Later("user", BigIntegerField()), visitor_digest="")
OF_VISITOR = _one(author=None, visitor_digest=Later("digest", CharField()))


def expired(now: datetime) -> models.QuerySet[Draft]:
    """Drafts that nobody has saved for long."""
    return Draft.objects.filter(expires_at__lte=now)
