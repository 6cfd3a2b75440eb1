"""Times of a day, last days and sums, as people type them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.forms import AmountField, DateInput
from services.hours import Span
from services.hours_words import read_spans

DAY = timedelta(days=1)


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


class LastDayField(forms.DateField):
    """The last day of a period as people write it; the value is the first day without it."""

    widget = DateInput

    def prepare_value(self, value: Any) -> Any:
        return value - DAY if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        last = super().to_python(value)
        if last is None:
            return None
        if last >= date.max:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return last + DAY

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class YuanField(AmountField):
    """A sum in yuan, to the cent."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_digits": 10, "decimal_places": 2, **options})
