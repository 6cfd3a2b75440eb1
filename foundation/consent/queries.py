"""Consents, read."""

from __future__ import annotations

from django.db import models
from django.db.models import CharField

from foundation.consent.models import Consent
from foundation.prepared import Later, Prepared
from foundation.record.subjects import key_of, label_of
from foundation.site.models import TextVersion

TEXT = "privacy"


def text_in_force(language: str) -> TextVersion | None:
    """What the site says now about personal data. One query."""
    return IN_FORCE.first(language=language)


IN_FORCE = Prepared(
    lambda: TextVersion.objects.filter(
        of__key=TEXT, of__language=Later("language", CharField())
    ).order_by("-revision")[:1]
)


def consents_to(subject: models.Model) -> models.QuerySet[Consent]:
    """What was agreed to with a thing, the oldest first."""
    rows = Consent.objects.filter(subject_label=label_of(subject), subject_key=key_of(subject))
    return rows.select_related("text__of")
