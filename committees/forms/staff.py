"""What the buttons and the new rows of the staff pages ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committees.access.staff import organizations_without_body, seated_bodies
from committees.kinds import Area, BodyKind, OutcomeState, SeatGroup, SeatRole
from residents.access.people import visible_people
from residents.forms.accounts import named_person
from residents.forms.moves import MoveForm, words

EMPTY = [("", "—")]


def day() -> forms.DateInput:
    """A day as browsers ask for it, in the one format that they read."""
    return forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class SureForm(MoveForm):
    """Nothing but the button: the page before it shows what will happen."""


class ReturnForm(MoveForm):
    """Why a paper goes back."""

    reason = forms.CharField(
        label=_("What should be mended?"), max_length=300, widget=words(), required=True
    )


class ProgressForm(MoveForm):
    """How an outcome is going."""

    sentence = forms.CharField(
        label=_("One sentence that everybody will read"), max_length=300, widget=words()
    )


class EndOutcomeForm(MoveForm):
    """How an outcome ended."""

    state = forms.ChoiceField(
        label=_("Was it carried out?"),
        widget=forms.RadioSelect,
        choices=[(state.value, state.label) for state in (OutcomeState.DONE, OutcomeState.DROPPED)],
    )
    how = forms.CharField(
        label=_("One sentence that everybody will read"), max_length=300, widget=words()
    )


class EndSeatForm(MoveForm):
    """When a seat ends, and why."""

    ended = forms.DateField(label=_("First day without this seat"), widget=day())
    why = forms.CharField(label=_("Why"), max_length=120, required=False)

    def offer(self) -> None:
        self.fields["ended"].initial = timezone.localdate()


class SeatForm(MoveForm):
    """Who sits on which body, for whom, from when."""

    body = forms.ModelChoiceField(None, label=_("Body"))
    person = forms.ModelChoiceField(None, label=_("Who"), required=False)
    name = forms.CharField(label=_("Or somebody new: name"), max_length=60, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    role = forms.ChoiceField(label=_("role"), choices=SeatRole, initial=SeatRole.MEMBER)
    group = forms.ChoiceField(label=_("Speaks for"), choices=[*EMPTY, *SeatGroup.choices])
    since = forms.DateField(label=_("First day of this seat"), widget=day(), required=False)

    def offer(self) -> None:
        self.fields["body"].queryset = seated_bodies(self.user).select_related("organization")
        self.fields["person"].queryset = visible_people(self.user)
        self.fields["person"].label_from_instance = named_person
        self.fields["since"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """One of the two, known or new."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(data.get("person")) == bool(data.get("name")):
            self.add_error("person", _("Choose somebody, or write the name of somebody new."))
        return data


class BodyForm(MoveForm):
    """What an organisation is as a body."""

    organization = forms.ModelChoiceField(None, label=_("organisation"))
    kind = forms.ChoiceField(label=_("kind"), choices=[*EMPTY, *BodyKind.choices])
    area = forms.ChoiceField(label=_("area"), choices=[*EMPTY, *Area.choices], required=False)
    approved_by = forms.CharField(label=_("Approved by"), max_length=120, required=False)
    member_count = forms.IntegerField(
        label=_("Number of members or seats"), min_value=0, max_value=100_000, required=False
    )
    decides = forms.CharField(
        label=_("What it may decide"), max_length=2_000, required=False, widget=words()
    )
    reference_share = forms.IntegerField(
        label=_("Reference line of its charter for social groups, in per cent"),
        min_value=0,
        max_value=100,
        required=False,
    )

    def offer(self) -> None:
        self.fields["organization"].queryset = organizations_without_body(self.user)
