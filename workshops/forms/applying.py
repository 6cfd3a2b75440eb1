"""One page to apply for work; and what stands on the slip."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.phones import is_phone, normal_phone
from residents.forms.following import TrackForm
from residents.forms.raising import PlainForm, words_field
from workshops.actions.applying import NAME_LENGTH, WORDS_LENGTH

PHONE_LENGTH = 30
NUMBER = re.compile(r"J?(\d{4})-?(\d{4})")


class ApplyForm(PlainForm):
    """Name, number, a few words, consent; for staff also for whom they enter it."""

    on_behalf = forms.BooleanField(
        label=_("I enter this for somebody who is with me or on the telephone"), required=False
    )
    name = words_field(
        NAME_LENGTH,
        label=_("Name"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Say what we may call you.")},
    )
    phone = words_field(
        PHONE_LENGTH,
        label=_("Telephone number"),
        help_text=_(
            "The host sees this number, and the clerk who tells you calls it. Nobody else."
        ),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Give a number that you can be called at.")},
    )
    words = words_field(
        WORDS_LENGTH,
        label=_("What should they know?"),
        help_text=_("For example what you have done before, and when you can come."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent = forms.BooleanField(
        label=_("I agree that my name, number and words are given to the host of this workshop."),
        help_text=_("They are used for this application alone. You can take it back at any time."),
        error_messages={
            "required": _(
                "Without your consent the host does not learn who you are. You can also call."
            )
        },
    )
    client_key = forms.CharField(max_length=32, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, for_others: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_others:
            del self.fields["on_behalf"]

    def clean_phone(self) -> str:
        """Digits only; full width, spaces and dashes are forgiven."""
        typed: str = self.cleaned_data["phone"]
        if not is_phone(typed):
            raise ValidationError(
                gettext("This is not a telephone number. A mobile number has 11 digits.")
            )
        return normal_phone(typed)

    def clean_client_key(self) -> str:
        """A key of ours, or none."""
        key: str = self.cleaned_data["client_key"]
        return key if re.fullmatch(r"[0-9a-f]{32}", key) else ""


class SlipForm(TrackForm):
    """Number and code of an application."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].help_text = _("For example J2611-0003.")
        self.fields["number"].widget.attrs.pop("inputmode", None)

    def clean_number(self) -> str:
        """The number in its stored form."""
        number = normal_number(self.cleaned_data["number"])
        if not number:
            raise ValidationError(gettext("A number has a J and eight digits, such as J2611-0003."))
        return number


def normal_number(typed: str) -> str:
    """A number as typed, in its stored form; empty for anything else."""
    found = NUMBER.fullmatch("".join(typed.split()).upper())
    return f"J{found[1]}-{found[2]}" if found else ""
