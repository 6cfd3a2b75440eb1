"""What the buttons of people, posts and holdings ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from residents.access.people import people_with_posts
from residents.forms.moves import MoveForm
from residents.forms.picks import pick_person


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
