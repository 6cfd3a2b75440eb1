"""What the buttons of people, posts and holdings ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.phones import masked_phone
from residents.access.people import people_with_posts
from residents.forms.moves import MoveForm
from residents.models import Person


class SureForm(MoveForm):
    """Nothing but the button; the page before it says what will happen."""


class GiveForm(MoveForm):
    """Somebody who is known here already, or a new person by name."""

    person = forms.ModelChoiceField(
        None, label=_("Who"), required=False, help_text=_("Those who hold or have held a post.")
    )
    name = forms.CharField(label=_("Or somebody else: name"), max_length=60, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)

    def offer(self) -> None:
        self.fields["person"].queryset = people_with_posts(self.user)
        self.fields["person"].label_from_instance = named_person

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(data.get("person")) == bool(data.get("name")):
            self.add_error("person", _("Choose somebody, or write the name of somebody new."))
        return data


def named_person(person: Person) -> str:
    """Somebody to be chosen for a post: by name, because two are `王**`, and the masked number."""
    return f"{person.name} · {masked_phone(person.phone)}" if person.phone else person.name
