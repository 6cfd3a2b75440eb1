"""What the buttons ask for that change or end a row of the town's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.forms import AmountField, DateInput
from foundation.names import masked_name
from foundation.phones import masked_phone
from foundation.site.figures import FIGURES
from foundation.site.models import QuotedFigure
from foundation.site.sums import many
from residents.access.people import organizations_in_reach, people_with_posts, visible_places
from residents.actions.endings import WHY_LENGTH
from residents.bilingual import named
from residents.forms.keeping import OrganizationForm, VenueForm, line
from residents.forms.moves import MoveForm, words
from residents.forms.picks import pick_organization, pick_place
from residents.models import Offer
from residents.queries.offers import open_offers


class ChangeForm(MoveForm):
    """What the row says now, to be changed."""

    def offer(self) -> None:
        for name, field in self.fields.items():
            if name != "revision":
                field.initial = getattr(self.row, name, None)


class ChangeOrganizationForm(ChangeForm, OrganizationForm):
    """Another name, kind or telephone of an organisation; it stays in its place."""

    place = None  # type: ignore[assignment]

    def offer(self) -> None:
        ChangeForm.offer(self)


class ChangeVenueForm(ChangeForm, VenueForm):
    """Another name, address or owner of a venue; it stays in its place."""

    place = None  # type: ignore[assignment]

    def offer(self) -> None:
        ChangeForm.offer(self)


class ChangePostForm(ChangeForm):
    """Another title or telephone of a post."""

    title = line(_("Title, as everybody reads it"), 80)
    title_en = line(_("English title"), 120, required=False)
    telephone = line(_("Office telephone"), 40, required=False)


class RenamePlaceForm(ChangeForm):
    """What a place is called from a day on."""

    name = line(pgettext_lazy("of a thing", "Name"), 60)
    name_en = line(_("English name"), 80, required=False)
    since = forms.DateField(label=_("First day of this name"), widget=DateInput)

    def offer(self) -> None:
        super().offer()
        self.fields["since"].initial = timezone.localdate()


class EndPlaceForm(MoveForm):
    """From which day a place is no more."""

    ended_on = forms.DateField(label=_("First day without this place"), widget=DateInput)
    succeeded_by = pick_place(
        label=_("Succeeded by"), required=False, help_text=_("Part of the name, or how it sounds.")
    )

    def offer(self) -> None:
        self.fields["ended_on"].initial = timezone.localdate()
        self.fields["succeeded_by"].rows = visible_places().exclude(pk=self.row.pk)


class EndForm(MoveForm):
    """Why an organisation or a venue is no more."""

    sentence = forms.CharField(
        label=_("Why it ends, in one sentence"), max_length=WHY_LENGTH, widget=words(2)
    )


class ChangePersonForm(MoveForm):
    """Somebody's name and number. Who never held a post is not known by name: it is typed anew."""

    name = line(pgettext_lazy("of a person", "Name"), 60)
    phone = line(_("New telephone number"), 40, required=False, hint=_("Empty: it stays."))
    no_phone = forms.BooleanField(label=_("There is no number any more"), required=False)

    def offer(self) -> None:
        if people_with_posts(self.user).filter(pk=self.row.pk).exists():
            self.fields["name"].initial = self.row.name

    def clean(self) -> dict[str, Any]:
        """The number as the action takes it: None leaves it as it is."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("phone") and data.get("no_phone"):
            self.add_error("phone", _("Write a number, or say that there is none."))
        empty = "" if data.pop("no_phone", False) else None
        data["phone"] = data.get("phone") or empty
        return data

    def stands(self, row: Any, name: str) -> str:
        """What somebody else has written, masked as on the person's page."""
        return masked_phone(row.phone) if name == "phone" else masked_name(row.name)


class FigureForm(MoveForm):
    """A figure that somebody published, and where."""

    value = forms.DecimalField(
        label=pgettext_lazy("of a figure", "Number"), min_value=0, max_digits=16, decimal_places=2
    )
    bound = forms.ChoiceField(
        label=_("Does the source say exactly that?"),
        choices=QuotedFigure.Bound,
        widget=forms.RadioSelect,
        initial=QuotedFigure.Bound.EXACTLY,
    )
    unit = line(_("Unit"), 20, hint=_("As the source counts: people, places, yuan."))
    source = line(_("Who published it, and where"), 200)
    published_on = forms.DateField(label=_("Published on"), widget=DateInput, required=False)
    not_stated = line(_("What the source does not say"), 200, required=False)


class NewFigureForm(FigureForm):
    """Which figure, too."""

    key = forms.ChoiceField(label=_("What does it count?"), choices=[("", "—"), *FIGURES.items()])
    field_order = ("key",)


class CorrectFigureForm(ChangeForm, FigureForm):
    """What is quoted now, to be corrected."""

    def offer(self) -> None:
        super().offer()
        self.fields["value"].initial = many(self.row.value).replace(",", "")


class ValueVenueForm(MoveForm):
    """What the venue would be let for on the market, from a day on, and who says so."""

    monthly_rent = AmountField(
        label=_("Market rent a month, yuan"), min_value=0, max_digits=12, decimal_places=2
    )
    since = forms.DateField(label=pgettext_lazy("of a date", "From"), widget=DateInput)
    method = forms.CharField(label=_("method"), max_length=120)
    organization = pick_organization(label=_("valued by"), required=False)
    valuer = forms.CharField(
        label=_("valued by, where it is not in the list"), max_length=120, required=False
    )
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def offer(self) -> None:
        rows = organizations_in_reach(self.user).select_related("place")
        self.fields["organization"].rows = rows


class OfferForm(MoveForm):
    """Something that an organisation offers."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Offer.Kind, widget=forms.RadioSelect)
    name = line(_("What is offered"), 80)
    name_en = line(_("In English"), 120, required=False)
    amount = line(
        _("How much, when, on which terms"),
        160,
        required=False,
        hint=_("For example: two rooms, weekday evenings, free of charge. No names of people."),
    )


class EndOfferForm(MoveForm):
    """What is offered no more."""

    offer_row = forms.ModelChoiceField(
        None, label=_("What is offered no more"), widget=forms.RadioSelect, empty_label=None
    )

    def offer(self) -> None:
        self.fields["offer_row"].queryset = open_offers(self.row)
        self.fields["offer_row"].label_from_instance = named
