"""What the buttons and the new rows of the staff pages ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committees.access.bodies import owner_posts
from committees.access.staff import organizations_without_body, people_to_seat, seated_bodies
from committees.kinds import Area, BodyKind, OutcomeState, SeatGroup, SeatRole
from foundation.backoffice.forms import PickField
from foundation.forms import DateInput
from residents.bilingual import local
from residents.forms.moves import POST_WORDS, MoveForm, places_of, words
from residents.forms.picks import pick_organization, pick_person, pick_post
from residents.forms.upkeep import ChangeForm

EMPTY = [("", "—")]


def number(label: Any, *, most: int = 100_000) -> forms.IntegerField:
    """A number of people, or a share; may be left out."""
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False)


def pick_body(**options: Any) -> PickField:
    """A body by its name or by how it sounds."""
    parts = (
        "name__icontains",
        "name_en__icontains",
        "pinyin__istartswith",
        "initials__istartswith",
    )
    return PickField(
        parts=[f"organization__{part}" for part in parts],
        exact=["organization__name"],
        named=lambda body: local(body.organization),
        **options,
    )


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


class HandOverForm(MoveForm):
    """Which post carries an outcome out from now on, and why."""

    post = pick_post(label=_("To which post"), help_text=POST_WORDS)
    sentence = forms.CharField(
        label=_("Why, in a sentence that everybody may read"), max_length=120, widget=words()
    )

    def offer(self) -> None:
        self.fields["post"].rows = places_of(owner_posts(self.row.item.meeting.lead))


class EndSeatForm(MoveForm):
    """When a seat ends, and why."""

    ended = forms.DateField(label=_("First day without this seat"), widget=DateInput)
    why = forms.CharField(label=_("Why"), max_length=120, required=False)

    def offer(self) -> None:
        self.fields["ended"].initial = timezone.localdate()


class SeatForm(MoveForm):
    """Who sits on which body, for whom, from when."""

    body = pick_body(label=_("Body"), help_text=_("Part of its name."))
    person = pick_person(
        label=_("Who"),
        required=False,
        help_text=_("Who has a post or a seat here: part of the name, or the whole number."),
    )
    name = forms.CharField(label=_("Or somebody new: name"), max_length=60, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    role = forms.ChoiceField(label=_("role"), choices=SeatRole, initial=SeatRole.MEMBER)
    group = forms.ChoiceField(label=_("Speaks for"), choices=[*EMPTY, *SeatGroup.choices])
    since = forms.DateField(label=_("First day of this seat"), widget=DateInput, required=False)

    def offer(self) -> None:
        self.fields["body"].rows = seated_bodies(self.user).select_related("organization")
        self.fields["person"].rows = people_to_seat(self.user)
        self.fields["since"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """One of the two, known or new."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(data.get("person")) == bool(data.get("name")):
            self.add_error("person", _("Choose somebody, or write the name of somebody new."))
        return data


class BodyFacts(MoveForm):
    """What is said of a body, whatever it is."""

    approved_by = forms.CharField(label=_("Approved by"), max_length=120, required=False)
    member_count = number(_("Number of members or seats"))
    representatives = number(_("Elected representatives among them"))
    women_representatives = number(_("Women among the representatives"))
    decides = forms.CharField(
        label=_("What it may decide"), max_length=2_000, required=False, widget=words()
    )
    reference_share = number(
        _("Reference line of its charter for social groups, in per cent"), most=100
    )


class BodyForm(BodyFacts):
    """What an organisation is as a body."""

    organization = pick_organization(
        label=_("organisation"),
        help_text=_("Enter it first among the organisations, as a Party or self-governing body."),
    )
    kind = forms.ChoiceField(label=_("kind"), choices=[*EMPTY, *BodyKind.choices])
    area = forms.ChoiceField(label=_("area"), choices=[*EMPTY, *Area.choices], required=False)
    field_order = ("organization", "kind", "area")

    def offer(self) -> None:
        rows = organizations_without_body(self.user)
        self.fields["organization"].rows = rows.select_related("place")


class ChangeBodyForm(ChangeForm, BodyFacts):
    """The same of a body that is entered; its kind stays."""
