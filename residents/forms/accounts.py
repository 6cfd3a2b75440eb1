"""What the buttons of people, posts and holdings ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.forms import DateInput
from residents.access.people import homes_within_reach, people_with_posts
from residents.access.standing import places_with
from residents.bilingual import named
from residents.forms.moves import MoveForm
from residents.forms.picks import pick_person, pick_place
from residents.models import Residence
from residents.models.place import in_force
from residents.roles import Right


class SureForm(MoveForm):
    """Nothing but the button; the page before it says what will happen."""


class GiveForm(MoveForm):
    """Somebody who is known here already, or a new person by name."""

    person = pick_person(
        label=_("Who"),
        required=False,
        help_text=_("Who holds or has held a post here: part of the name, or the whole number."),
    )
    name = forms.CharField(label=_("Or somebody else: name"), max_length=60, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)

    def offer(self) -> None:
        self.fields["person"].rows = people_with_posts(self.user)

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(data.get("person")) == bool(data.get("name")):
            self.add_error("person", _("Choose somebody, or write the name of somebody new."))
        return data


class ResidenceForm(MoveForm):
    """Where somebody lives, and how that is known."""

    place = pick_place(label=_("Place"), help_text=_("Part of the name, or how it sounds."))
    proof = forms.ChoiceField(
        label=_("How is it known?"), choices=Residence.Proof, widget=forms.RadioSelect
    )
    since = forms.DateField(
        label=pgettext_lazy("of a date", "From"),
        required=False,
        widget=DateInput,
        help_text=_("Left empty: from today."),
    )

    def offer(self) -> None:
        reached = places_with(self.user, Right.RAISE_FOR_OTHERS)
        self.fields["place"].rows = reached.filter(in_force("ended_on"))


class MovedOutForm(MoveForm):
    """Which home somebody has left, and since when."""

    residence = forms.ModelChoiceField(
        None, label=_("Where"), widget=forms.RadioSelect, empty_label=None
    )
    until = forms.DateField(
        label=_("The first day without"),
        required=False,
        widget=DateInput,
        help_text=_("Left empty: from today."),
    )

    def offer(self) -> None:
        homes = homes_within_reach(self.user, self.row)
        self.fields["residence"].queryset = homes
        self.fields["residence"].label_from_instance = lambda home: named(home.place)
        self.fields["residence"].initial = homes.first()
