"""Following a need: number and code of the slip, and what one thinks of the answer."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from residents.actions.answering import WORDS_LENGTH
from residents.forms.raising import PlainForm, words_field
from residents.lookup_codes import LENGTH, normal_code
from residents.models import Rating
from residents.need_numbers import normal_number

TYPED_LENGTH = 60


class TrackForm(PlainForm):
    """What stands on the slip."""

    number = words_field(
        TYPED_LENGTH,
        label=_("Number"),
        help_text=_("For example 2611-0087. The dash may be left out."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Type the number that stands on the slip.")},
    )
    code = words_field(
        TYPED_LENGTH,
        label=_("Look-up code"),
        help_text=_("Eight letters and digits. Capitals and spaces do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Type the look-up code that stands on the slip.")},
    )

    def clean_number(self) -> str:
        """The number in its stored form."""
        number = normal_number(self.cleaned_data["number"])
        if not number:
            raise ValidationError(gettext("A number has eight digits, such as 2611-0087."))
        return number

    def clean_code(self) -> str:
        """The code in its stored form."""
        code = normal_code(self.cleaned_data["code"])
        if len(code) != LENGTH:
            raise ValidationError(gettext("A look-up code has eight letters and digits."))
        return code


class MissingField(forms.CharField):
    """What is still missing: needed where the answer did not satisfy."""

    when = _("(needed if not satisfied)")


class RatingForm(PlainForm):
    """What whoever raised the need thinks of the answer."""

    verdict = forms.ChoiceField(
        label=_("Are you satisfied with the answer?"),
        choices=Rating.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how satisfied you are."),
            "invalid_choice": _("Choose how satisfied you are."),
        },
    )
    words = words_field(
        WORDS_LENGTH,
        kind=MissingField,
        label=_("What is missing, or what would you add?"),
        help_text=_(
            "If you are not satisfied, say what is still missing: the need is then opened again. "
            "Only those who work on it read this."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def speak_of_them(self) -> None:
        """Ask staff what whoever raised the need has said."""
        self.fields["verdict"].label = gettext("Is the reporter satisfied?")
        self.fields["words"].label = gettext("In the reporter's words")
        self.fields["words"].help_text = gettext(
            "If they are not satisfied, write what is still missing: the need is then opened again."
        )

    def clean(self) -> None:
        """ "Not satisfied" says why."""
        cleaned = super().clean() or self.cleaned_data
        unhappy = cleaned.get("verdict") == Rating.Verdict.NOT_SATISFIED
        if unhappy and "words" in cleaned and not cleaned["words"].strip():
            self.add_error(
                "words", gettext("Say what is still missing, so that it can be put right.")
            )
