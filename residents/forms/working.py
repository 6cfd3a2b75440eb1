"""What a post says of a need that it has."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from residents.actions.steps import SENTENCE_LENGTH
from residents.forms.raising import PlainForm

GOES_ON, ANSWERED = "open", "answered"


class WorkForm(PlainForm):
    """How it goes, or the answer: one sentence either way."""

    state = forms.ChoiceField(
        label=_("Where it stands"),
        choices=((GOES_ON, _("It goes on")), (ANSWERED, _("It is done: this is the answer"))),
        initial=GOES_ON,
        widget=forms.RadioSelect(attrs={"layout": "inline"}),
        error_messages={"required": _("Say whether it goes on or is done.")},
    )
    sentence = forms.CharField(
        label=_("In one sentence, for residents"),
        max_length=SENTENCE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "data-words": ""}),
        error_messages={"required": _("Write one sentence that the resident will understand.")},
    )
