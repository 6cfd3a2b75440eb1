"""Consents, read."""

from __future__ import annotations

from django.db import models

from foundation.consent.models import Consent
from foundation.record.subjects import key_of, label_of
from foundation.site.models import TextVersion

TEXT = "privacy"


def text_in_force(language: str) -> TextVersion | None:
    """What the site says now about personal data. One query."""
    rows = TextVersion.objects.filter(of__key=TEXT, of__language=language)
    return rows.order_by("-revision").first()


def consents_to(subject: models.Model) -> models.QuerySet[Consent]:
    """What was agreed to with a thing, the oldest first."""
    rows = Consent.objects.filter(subject_label=label_of(subject), subject_key=key_of(subject))
    return rows.select_related("text__of")
