"""What the buttons of a listing ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.forms import DateInput
from residents.forms.moves import MoveForm, words
from residents.forms.picks import pick_organization, pick_place, pick_venue
from services.access.listings import kept_places, providers_for, venues_for
from services.forms.fields import SpansField
from services.hours import SORTS, Rule, Span
from services.hours_words import SORT_NAMES, span_words
from services.kinds import Audience, Kind
from services.queries.week import usual_of


class ListingForm(MoveForm):
    """Everything that a service says of itself, but its hours."""

    name = forms.CharField(label=_("name"), max_length=60)
    kinds = forms.MultipleChoiceField(
        label=_("What is it for?"), choices=Kind, widget=forms.CheckboxSelectMultiple
    )
    audiences = forms.MultipleChoiceField(
        label=_("Above all for (nothing: for everybody)"),
        choices=Audience,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    telephone = forms.CharField(
        label=_("telephone"), max_length=40, help_text=_("With area code. It stands first.")
    )
    answered_by = forms.CharField(label=_("who answers"), max_length=60, required=False)
    summary = forms.CharField(label=_("summary"), max_length=200, required=False, widget=words(2))
    provider = pick_organization(label=_("run by"), required=False)
    venue = pick_venue(label=_("venue"), required=False)
    is_free = forms.BooleanField(label=_("free of charge"), required=False)
    price = forms.CharField(label=_("price"), max_length=120, required=False)
    reductions = forms.CharField(label=_("reductions"), max_length=200, required=False)
    eligibility = forms.CharField(label=_("who may come"), max_length=200, required=False)
    documents = forms.CharField(label=_("what to bring"), max_length=200, required=False)
    name_en = forms.CharField(label=_("name in English"), max_length=100, required=False)
    summary_en = forms.CharField(label=_("summary in English"), max_length=300, required=False)

    def offer(self) -> None:
        self.fields["provider"].rows = providers_for(self.user).select_related("place")
        self.fields["venue"].rows = venues_for(self.user).select_related("place")
        if self.row is None:
            return
        for name in self.fields.keys() & set(WRITTEN):
            self.fields[name].initial = getattr(self.row, name)
        self.fields["kinds"].initial = [row.kind for row in self.row.kinds.all()]
        self.fields["audiences"].initial = [row.audience for row in self.row.audiences.all()]


# The fields of a listing that the form writes as they are.
WRITTEN = (
    *("name", "telephone", "answered_by", "summary", "provider", "venue", "is_free", "price"),
    *("reductions", "eligibility", "documents", "name_en", "summary_en"),
)


class NewListingForm(ListingForm):
    """A new service, and where it is."""

    place = pick_place(label=_("place"))
    field_order = ["name", "place"]

    def offer(self) -> None:
        super().offer()
        self.fields["place"].rows = kept_places(self.user)


class HoursForm(MoveForm):
    """A usual week: a line for each sort of day, and from when it holds."""

    since = forms.DateField(label=_("From (nothing: at once)"), required=False, widget=DateInput)

    def offer(self) -> None:
        usual = usual_of(self.row, timezone.localdate())
        for sort in SORTS:
            spans = " ".join(span_words(span) for span in usual[sort])
            self.fields[f"sort{sort}"] = SpansField(label=SORT_NAMES[sort], initial=spans)
        self.order_fields([*(f"sort{sort}" for sort in SORTS), "since"])

    def rules(self) -> list[Rule]:
        """The week as rules: one for all sorts of days that have the same span."""
        sorts: dict[Span, set[int]] = {}
        for sort in SORTS:
            for span in self.cleaned_data[f"sort{sort}"]:
                sorts.setdefault(span, set()).add(sort)
        return [Rule(frozenset(days), span.start, span.end) for span, days in sorts.items()]

    def clean(self) -> dict[str, Any]:
        """The rules beside what was typed."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            data["rules"] = self.rules()
        return data


class DayForm(MoveForm):
    """A day with hours of its own."""

    day = forms.DateField(label=_("Date"), widget=DateInput)
    spans = SpansField(label=_("Open (nothing: closed all day)"))
    reason = forms.CharField(label=_("Why (everybody reads it)"), max_length=120, required=False)


class UsualDayForm(MoveForm):
    """A day that gets the usual hours back."""

    day = forms.DateField(label=_("Date"), widget=DateInput)


class WhyForm(MoveForm):
    """Why, for everybody to read."""

    why = forms.CharField(label=_("Why (everybody reads it)"), max_length=120, required=False)


class PlainForm(MoveForm):
    """Nothing but the button."""
