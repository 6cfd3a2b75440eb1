"""What the buttons of a workshop's and a month's page ask for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.forms import DateInput
from residents.access.needs import sorted_needs
from residents.forms.moves import MoveForm, words
from residents.forms.picks import pick_need, pick_organization, pick_place, pick_venue
from workshops.access.workshops import hosts_for, kept_places, venues_for
from workshops.kinds import Kind, Mode

# The fields of a workshop that the form writes as they are.
WRITTEN = (
    *("name", "kind", "namesake", "venue", "telephone", "summary", "name_en", "summary_en"),
    *("mode", "baseline_period", "baseline_method"),
)


class WorkshopForm(MoveForm):
    """Everything that a workshop says of itself."""

    name = forms.CharField(label=_("name"), max_length=60)
    kind = forms.ChoiceField(label=_("kind"), choices=Kind)
    namesake = pick_organization(label=_("named after"), required=False)
    venue = pick_venue(label=_("venue"), required=False)
    telephone = forms.CharField(label=_("telephone"), max_length=40)
    summary = forms.CharField(label=_("summary"), max_length=200, required=False, widget=words(2))
    name_en = forms.CharField(label=_("name in English"), max_length=100, required=False)
    summary_en = forms.CharField(label=_("summary in English"), max_length=300, required=False)
    mode = forms.ChoiceField(label=_("figures from"), choices=Mode, initial=Mode.AGGREGATE)
    baseline_period = forms.CharField(
        label=_("earlier pay of which time"),
        max_length=60,
        required=False,
        help_text=_("Where the host keeps rows of each person."),
    )
    baseline_method = forms.CharField(
        label=_("how it was found out"), max_length=120, required=False
    )

    def offer(self) -> None:
        self.fields["namesake"].rows = hosts_for(self.user).select_related("place")
        self.fields["venue"].rows = venues_for(self.user).select_related("place")
        if self.row is None:
            return
        for name in WRITTEN:
            self.fields[name].initial = getattr(self.row, name)


class NewWorkshopForm(WorkshopForm):
    """A new workshop: who runs it, where, since when."""

    host = pick_organization(label=_("run by"))
    place = pick_place(label=_("place"))
    since = forms.DateField(label=_("since"), widget=DateInput)
    need = pick_need(
        label=_("The need behind it"),
        required=False,
        help_text=_("A public need that led to it: whoever raised it hears that it has opened."),
    )
    field_order = ["name", "kind", "host", "place", "since", "need"]

    def offer(self) -> None:
        super().offer()
        self.fields["host"].rows = hosts_for(self.user).select_related("place")
        self.fields["place"].rows = kept_places(self.user)
        self.fields["need"].rows = sorted_needs(self.user).published()


class ReturnForm(MoveForm):
    """Why a month goes back to its host."""

    reason = forms.CharField(label=_("What is to be put right?"), max_length=200, widget=words(2))


class WhyForm(MoveForm):
    """Why, for everybody to read."""

    why = forms.CharField(label=_("Why (everybody reads it)"), max_length=120, required=False)


class SureForm(MoveForm):
    """Nothing but the button."""
