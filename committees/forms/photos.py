"""A photo of a meeting; why a published paper is corrected."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from committees.forms.meetings import PlainForm


class PhotoForm(PlainForm):
    """One photo more, shown to everybody only where one says so."""

    photos = forms.FileField(
        label=_("Photo of the meeting or of handwritten notes"),
        help_text=_("No children's faces, please."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    public = forms.BooleanField(
        label=_("Show it to everybody with the published minutes"), required=False
    )


class WhyForm(PlainForm):
    """Why a published paper is corrected."""

    why = forms.CharField(
        label=_("What is corrected, and why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
