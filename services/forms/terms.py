"""What the buttons ask for that write what is granted and promised, and what of it is reduced."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from foundation.backoffice.forms import PickField
from foundation.forms import DateInput, NamesSelect
from residents.access.people import venues_in_reach
from residents.bilingual import local
from residents.forms.moves import MoveForm, words
from residents.forms.picks import pick_venue
from residents.models.place import in_force, in_ranges
from services.access.listings import visible_listings
from services.forms.fields import LastDayField, YuanField
from services.models import Grant, Obligation
from services.queries.terms import open_rows, valuation_on
from services.terms import Per, What

AS_IT_WAS = _("Nothing: as it was.")
READ_LATER = _("The partner reads it at once, everybody once the quarter is public.")


class GrantForm(MoveForm):
    """What the partner is spared."""

    what = forms.ChoiceField(
        label=_("What is given"), choices=What, widget=forms.RadioSelect, initial=What.RENT
    )
    venue = pick_venue(label=_("venue"), required=False)
    words = forms.CharField(label=_("In words"), max_length=120, required=False)
    market_monthly = YuanField(
        label=_("Market value a month, yuan"),
        required=False,
        help_text=_("Nothing: as the venue was valued."),
    )
    charged_monthly = YuanField(label=_("Charged a month, yuan"), initial=0)
    since = forms.DateField(
        label=_("From (nothing: the first day of the agreement)"), required=False, widget=DateInput
    )
    until = LastDayField(label=_("Last day (nothing: as long as it runs)"), required=False)

    def offer(self) -> None:
        inside = [self.row.place.path]
        rows = venues_in_reach(self.user).filter(in_force(), in_ranges("place__path", inside))
        self.fields["venue"].rows = rows.select_related("place")

    def clean(self) -> dict[str, Any]:
        """The market value that the venue's valuation says, where none was typed."""
        data: dict[str, Any] = super().clean() or {}
        venue, market = data.get("venue"), data.get("market_monthly")
        found = None
        if venue is not None and data.get("what") == What.RENT:
            found = valuation_on(venue, data.get("since") or self.row.since)
        if found is not None and market in (None, found.monthly_rent):
            data |= {"market_monthly": found.monthly_rent, "valuation": found}
        elif market is None and "market_monthly" not in self.errors:
            lacking = _("Say what it is worth, or value the venue first.")
            self.add_error("market_monthly", ValidationError(lacking))
        return data


class AmendGrantForm(MoveForm):
    """Other terms of a grant from a day on."""

    grant = forms.ModelChoiceField(None, label=_("Which one"), widget=NamesSelect)
    since = forms.DateField(
        label=pgettext_lazy("of a date", "From"), required=False, widget=DateInput
    )
    until = LastDayField(label=_("Last day"), required=False, help_text=AS_IT_WAS)
    market_monthly = YuanField(
        label=_("Market value a month, yuan"), required=False, help_text=AS_IT_WAS
    )
    charged_monthly = YuanField(
        label=_("Charged a month, yuan"), required=False, help_text=AS_IT_WAS
    )

    def offer(self) -> None:
        self.fields["grant"].queryset = open_rows(self.row.grants.select_related("venue"))


class ObligationForm(MoveForm):
    """What the partner does in return."""

    name = forms.CharField(label=_("What is done"), max_length=60)
    quantity = forms.DecimalField(label=_("How much"), min_value=0, max_digits=10, decimal_places=2)
    unit = forms.CharField(label=_("Unit"), max_length=20)
    per = forms.ChoiceField(label=_("Per"), choices=Per, widget=forms.RadioSelect, initial=Per.DAY)
    unit_value = YuanField(label=_("Each counts so much, yuan"))
    listing = PickField(
        label=_("service"), parts=("name__icontains",), exact=("name",), named=local, required=False
    )
    since = forms.DateField(
        label=_("From (nothing: the first day of the agreement)"), required=False, widget=DateInput
    )
    until = LastDayField(label=_("Last day (nothing: as long as it runs)"), required=False)
    name_en = forms.CharField(label=_("name in English"), max_length=100, required=False)
    unit_en = forms.CharField(label=_("unit in English"), max_length=40, required=False)

    def offer(self) -> None:
        inside = [self.row.place.path]
        self.fields["listing"].rows = visible_listings(self.user).filter(
            in_ranges("place__path", inside)
        )


class AmendObligationForm(MoveForm):
    """Another quantity or value of an obligation from a day on."""

    obligation = forms.ModelChoiceField(None, label=_("Which one"), widget=NamesSelect)
    since = forms.DateField(
        label=pgettext_lazy("of a date", "From"), required=False, widget=DateInput
    )
    until = LastDayField(label=_("Last day"), required=False, help_text=AS_IT_WAS)
    quantity = forms.DecimalField(
        label=_("How much"),
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        help_text=AS_IT_WAS,
    )
    unit_value = YuanField(
        label=_("Each counts so much, yuan"), required=False, help_text=AS_IT_WAS
    )

    def offer(self) -> None:
        self.fields["obligation"].queryset = open_rows(self.row.obligations.all())


class DropForm(MoveForm):
    """A line of a draft that is taken out."""

    line = forms.ChoiceField(label=_("Which one"), widget=NamesSelect)

    def offer(self) -> None:
        self.lines = {
            f"{name}-{row.pk}": row
            for name, rows in (("grant", self.row.grants), ("obligation", self.row.obligations))
            for row in rows.all()
        }
        self.fields["line"].choices = [(key, str(row)) for key, row in self.lines.items()]

    def clean_line(self) -> Grant | Obligation:
        """The row itself."""
        return self.lines[self.cleaned_data["line"]]


class ReduceForm(MoveForm):
    """What is not accepted of a delivery."""

    quantity = forms.DecimalField(
        label=_("Quantity taken off"), min_value=0, max_digits=10, decimal_places=2
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=words(2), help_text=READ_LATER
    )


class LiftForm(MoveForm):
    """Why a reduction is withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        widget=words(2),
        help_text=_("The partner reads it at once, everybody beside the reduction."),
    )
