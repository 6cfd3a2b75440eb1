"""What the partner's pages ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.files.content import MOST_BYTES
from foundation.forms import AmountField, DateInput, StepperInput
from foundation.one_line import one_line
from foundation.phones import is_phone
from services.models import Obligation

MOST = Decimal("99999999.99")
MEGABYTE = 1024 * 1024


class PartnerForm(forms.Form):
    """A form whose page says itself what is missing."""

    use_required_attribute = False


def amount(label: Any = "", **options: Any) -> AmountField:
    """A quantity with − and + beside it."""
    widget = StepperInput(attrs={"data-min": "0", "data-max": str(MOST)})
    return AmountField(
        label=label, min_value=0, max_value=MOST, decimal_places=2, widget=widget, **options
    )


class DayForm(PartnerForm):
    """A day and a quantity for each obligation of it; a field is named after its obligation."""

    day = forms.DateField(widget=forms.HiddenInput)
    key = forms.CharField(max_length=32, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, obligations: Iterable[Obligation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.obligations = list(obligations)
        for one in self.obligations:
            self.fields[name_of(one)] = amount(str(one), required=False)

    def amounts(self) -> list[tuple[Obligation, Decimal]]:
        """What was typed, without the empty ones and the noughts."""
        typed = [(one, self.cleaned_data[name_of(one)]) for one in self.obligations]
        return [(one, quantity) for one, quantity in typed if quantity]


def name_of(obligation: Obligation) -> str:
    """The field of an obligation."""
    return f"n{obligation.pk}"


class EntryForm(PartnerForm):
    """One delivery with a note or a photo; neither is needed."""

    key = forms.CharField(max_length=32, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    day = forms.DateField(label=_("Date"), widget=DateInput)
    quantity = amount(_("Quantity"))
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("Staff of the town read it. No names, please."),
        widget=forms.Textarea(attrs={"rows": 2, "data-words": ""}),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_("Not needed. No children's faces, please."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )

    def clean_note(self) -> str:
        """The words on one line."""
        return one_line(self.cleaned_data["note"])

    def clean_photo(self) -> Any:
        """A file of a size that is kept; what is in it the act finds out."""
        photo = self.cleaned_data["photo"]
        if photo is not None and photo.size > MOST_BYTES:
            raise ValidationError(
                _("A photo may have at most %(n)s MB."), params={"n": MOST_BYTES // MEGABYTE}
            )
        return photo


class CorrectForm(PartnerForm):
    """What the quantity really was, and why."""

    quantity = amount(_("What it really was"))
    why = forms.CharField(
        label=_("Why it is corrected"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "data-words": ""}),
    )


class AnswerForm(PartnerForm):
    """What the partner says, once; at most `most` characters."""

    def __init__(self, *args: Any, most: int, hint: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = forms.CharField(
            label=_("Your answer"),
            max_length=most,
            help_text=hint,
            widget=forms.Textarea(attrs={"rows": 4, "data-words": ""}),
        )

    def clean_text(self) -> str:
        """The words on one line."""
        return one_line(self.cleaned_data["text"])


class TelephoneForm(PartnerForm):
    """The number that residents call."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    telephone = forms.CharField(
        label=_("telephone"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )

    def clean_telephone(self) -> str:
        """A number that can be called."""
        number: str = self.cleaned_data["telephone"].strip()
        if not is_phone(number):
            raise ValidationError(_("Give a telephone number with its area code."))
        return number


class DayPicker(PartnerForm):
    """Another day, asked for by the address."""

    day = forms.DateField(label=_("Another day"), widget=DateInput)

    def asked(self) -> date | None:
        """The day, None for nonsense."""
        return self.cleaned_data.get("day") if self.is_valid() else None
