"""How an outcome goes, how it ends, and who carries it out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committees.forms.meetings import WORDS, PlainForm
from residents.models import Post


class ProgressForm(PlainForm):
    """How an outcome is going, or how it ended."""

    STATES = (
        ("open", _("It goes on")),
        ("done", _("It is done")),
        ("dropped", _("It will not be done")),
    )

    revision = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("Where it stands"),
        choices=STATES,
        initial="open",
        widget=forms.RadioSelect(attrs={"layout": "inline"}),
    )
    sentence = forms.CharField(
        label=_("In one sentence, for residents"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandOverForm(PlainForm):
    """Which post carries an outcome out from now on, and why."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    post = forms.ModelChoiceField(
        None,
        label=_("To which post"),
        empty_label=_("Choose a post"),
        widget=forms.Select(attrs=WORDS),
    )
    sentence = forms.CharField(
        label=_("Why, in a sentence that everybody may read"),
        max_length=120,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, posts: QuerySet[Post], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts
