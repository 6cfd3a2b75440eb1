"""Calling a meeting, its agenda, calling it off."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committees.access.bodies import convened_bodies, joinable_bodies
from committees.kinds import MeetingKind
from committees.models import Body, Meeting
from committees.queries.desk import tablings_waiting
from foundation.forms import DateInput, ManyField

WORDS = {"lang": "zh-Hans"}  # choices named in Chinese stay so on English pages


class PlainForm(forms.Form):
    """A form whose pages say themselves what is missing."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs.setdefault("data-words", "")


class TimeInput(forms.TextInput):
    """A time of day, picked with the phone's own clock."""

    input_type = "time"


def short_notice(*, required: bool = False) -> forms.CharField:
    """Why people are told later than the rule asks: asked for once that is known."""
    return forms.CharField(
        label=_("Why at such short notice"),
        help_text=_("A sentence. It is kept with the meeting; the record keeps who wrote it."),
        max_length=200,
        required=required,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CallForm(PlainForm):
    """When, where and about what a body meets; in the past for one that has been already."""

    body = forms.ModelChoiceField(
        None, label=_("Who meets"), empty_label=None, widget=forms.Select(attrs=WORDS)
    )
    bodies = ManyField(
        None,
        label=_("Who else meets with you"),
        help_text=_("Each body needs its own quorum. What you agree together is an outcome."),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=WORDS),
    )
    title = forms.CharField(
        label=_("What the meeting is about"),
        max_length=120,
        help_text=_("A few words that residents understand."),
    )
    day = forms.DateField(label=_("Date"), widget=DateInput())
    at = forms.TimeField(label=_("Time"), widget=TimeInput(), initial=time(19, 0))
    where = forms.CharField(label=_("Where"), max_length=120)
    kind = forms.ChoiceField(
        label=_("How you meet"),
        choices=MeetingKind,
        initial=MeetingKind.REGULAR,
        widget=forms.RadioSelect,
    )
    open_to_all = forms.BooleanField(label=_("Anybody may come and listen"), required=False)
    tabling = ManyField(
        None,
        label=_("Needs that wait: put on the agenda"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(
            ("invalid_choice", "invalid_pk_value"),
            _("A need that you ticked waits no more. The meeting is not called yet."),
        ),
    )
    short_notice_because = short_notice()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = convened_bodies(user).select_related("organization")
        self.fields["tabling"].queryset = tablings_waiting(user)
        self.fields["day"].initial = timezone.localdate()
        others = joinable_bodies(user).select_related("organization")
        self.fields["bodies"].queryset = others.order_by("organization__place__path", "kind", "pk")
        if len(self.fields["bodies"].choices) < 2:
            del self.fields["bodies"]

    def clean(self) -> dict[str, Any]:
        """Every need that is ticked is before one of the bodies that meet."""
        data: dict[str, Any] = super().clean() or {}
        meeting = {one.organization_id for one in self.bodies_asked()} if "body" in data else set()
        if meeting and any(one.body_id not in meeting for one in data.get("tabling", ())):
            self.add_error("tabling", _("A need that you ticked is before another body."))
        return data

    def ticked(self) -> list[str]:
        """The keys of the needs that are ticked."""
        return [str(key) for key in self["tabling"].value() or ()]

    def starts_at(self) -> datetime:
        """The moment at which it begins."""
        return moment(self.cleaned_data)

    def asked(self) -> dict[str, Any]:
        """What the action is asked for: the body that leads, the others, and the facts."""
        others = {"body", "bodies", "day", "at", "tabling"}
        facts = {name: value for name, value in self.cleaned_data.items() if name not in others}
        lead, *joint = self.bodies_asked()
        needs = self.cleaned_data["tabling"]
        facts |= {"lead": lead, "bodies": joint, "tablings": needs}
        return {**facts, "starts_at": self.starts_at()}

    def bodies_asked(self) -> list[Body]:
        """Everybody who is to meet, the leading body first."""
        lead = self.cleaned_data["body"]
        return [lead, *(one for one in self.cleaned_data.get("bodies", ()) if one != lead)]


def moment(data: dict[str, Any]) -> datetime:
    """The moment of a day and a time of day, here."""
    return timezone.make_aware(datetime.combine(data["day"], data["at"]))


class ChangeForm(PlainForm):
    """Another time or place. `revision` is that of the meeting as it was opened."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    day = forms.DateField(label=_("Date"), widget=DateInput())
    at = forms.TimeField(label=_("Time"), widget=TimeInput())
    where = forms.CharField(label=_("Where"), max_length=120)
    short_notice_because = short_notice()

    def starts_at(self) -> datetime:
        """The moment at which it begins now."""
        return moment(self.cleaned_data)

    @staticmethod
    def beginning(meeting: Meeting) -> dict[str, Any]:
        """What the form begins with."""
        begins = timezone.localtime(meeting.starts_at)
        return {
            "revision": meeting.revision,
            "day": begins.date(),
            "at": begins.time(),
            "where": meeting.where,
        }


class ExcuseForm(PlainForm):
    """Why a meeting was called at short notice, said afterwards."""

    short_notice_because = short_notice(required=True)


class ItemForm(PlainForm):
    """One more item of the agenda."""

    title = forms.CharField(label=_("What else is to be talked about"), max_length=120)


class ReasonForm(PlainForm):
    """Why a meeting is called off, or a need taken off the agenda."""

    reason = forms.CharField(
        label=_("Why, in a sentence that everybody may read"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
