"""Consents kept and taken back, inside the act that they come with, which stands in the record."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language

from foundation.actor import Actor
from foundation.consent.models import Consent, Purpose
from foundation.consent.queries import consents_to, text_in_force
from foundation.record.subjects import key_of, label_of


def keep(
    purpose: Purpose, subject: models.Model, *, by: Actor, now: datetime | None = None
) -> Consent:
    """Keep that somebody agreed, and to which words: those that hold now, in the language read."""
    return Consent.objects.create(
        purpose=purpose,
        subject_label=label_of(subject),
        subject_key=key_of(subject),
        text=text_in_force(get_language() or ""),
        channel=by.channel,
        given_at=now or timezone.now(),
    )


def take_back(subject: models.Model, *, now: datetime | None = None) -> int:
    """End every consent that came with a thing; returns how many stood."""
    standing = consents_to(subject).filter(withdrawn_at__isnull=True)
    return standing.order_by().update(withdrawn_at=now or timezone.now())
