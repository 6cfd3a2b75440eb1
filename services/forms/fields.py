"""Times of a day as people type them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from services.hours import Span
from services.hours_words import read_spans


class SpansField(forms.CharField):
    """`10:30-12:30 16:30-18:00` as spans; empty is closed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "max_length": 60, **options})

    def clean(self, value: Any) -> list[Span]:
        """The spans, or a sentence that shows how they are written."""
        try:
            return read_spans(super().clean(value))
        except ValueError as error:
            raise ValidationError(
                _("Write times like 8:30-11:30 13:30-17:00; leave it empty when closed.")
            ) from error
