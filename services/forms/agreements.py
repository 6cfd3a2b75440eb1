"""What the buttons of an agreement ask for: its own words, its papers, its end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committees.access.minutes import published_resolutions
from committees.kinds import PARTY_KINDS
from foundation.backoffice.forms import PickField
from foundation.forms import DateInput, ManyField, NamesSelect
from residents.access.needs import sorted_needs
from residents.forms.moves import MoveForm, words
from residents.forms.picks import pick_need, pick_organization, pick_place
from residents.models.place import in_ranges
from services.access.agreements import agreement_places, possible_partners
from services.approvals import in_words, missing
from services.forms.fields import LastDayField, YuanField
from services.ledger_words import paper_words
from services.models import Approval
from services.queries.readiness import papers_to_amend, readiness_by, standing_approvals
from services.terms import ApprovalKind, Form

READ_BY_ALL = _("Everybody reads it: no names of private persons.")
FLOOR = _("Floor of the ratio, in per cent (nothing: none)")
FROM_THIS_QUARTER = _("A new one counts from the quarter that runs.")
PAPERS_FIRST = _("On file since it began, with 'Add a paper'. Needed: %(list)s.")


class AgreementForm(MoveForm):
    """What the agreement says of itself."""

    title = forms.CharField(label=_("title"), max_length=80, help_text=READ_BY_ALL)
    partner = pick_organization(label=_("partner organisation"))
    form = forms.ChoiceField(
        label=_("What is given"), choices=Form, widget=forms.RadioSelect, initial=Form.SPACE
    )
    since = forms.DateField(label=_("First day"), widget=DateInput)
    until = LastDayField(label=_("Last day"))
    floor_percent = forms.IntegerField(
        label=FLOOR,
        required=False,
        min_value=1,
        max_value=1000,
    )
    need = pick_need(label=_("The need behind it"), required=False)
    exit_terms = forms.CharField(
        label=_("How it can be ended"), max_length=500, required=False, widget=words()
    )
    title_en = forms.CharField(label=_("title in English"), max_length=120, required=False)

    def offer(self) -> None:
        self.fields["partner"].rows = possible_partners(self.user).select_related("place")
        self.fields["need"].rows = sorted_needs(self.user).published()
        if self.row is not None:
            for name in WRITTEN:
                self.fields[name].initial = getattr(self.row, name)


# The fields that the form writes as they are.
WRITTEN = (
    *("title", "partner", "form", "since", "until", "floor_percent", "need", "exit_terms"),
    "title_en",
)


class NewAgreementForm(AgreementForm):
    """A new agreement, and where it is."""

    place = pick_place(label=_("place"))
    field_order = ["title", "place"]

    def offer(self) -> None:
        super().offer()
        self.fields["place"].rows = agreement_places(self.user)


class ApprovalForm(MoveForm):
    """A paper that allows the agreement."""

    kind = forms.ChoiceField(label=_("What it is"), choices=ApprovalKind, widget=forms.RadioSelect)
    day = forms.DateField(label=_("Day of the paper"), widget=DateInput)
    number = forms.CharField(
        label=_("Number of the paper"),
        max_length=60,
        required=False,
        help_text=_("Approvals and contracts need one."),
    )
    resolution = PickField(
        label=_("Decision made here"),
        parts=("text__icontains",),
        required=False,
        help_text=_("Words of a published outcome, where the body decided on this site."),
    )
    by_organization = pick_organization(label=_("By whom"), required=False)
    by_words = forms.CharField(
        label=_("By whom, where it is not in the list"), max_length=120, required=False
    )
    notice_since = forms.DateField(
        label=_("Shown to the public from"), required=False, widget=DateInput
    )
    notice_until = LastDayField(label=_("Shown to the public until"), required=False)
    words = forms.CharField(
        label=_("In words; for letting without tender, the reason"),
        max_length=200,
        required=False,
        widget=words(2),
        help_text=READ_BY_ALL,
    )

    def offer(self) -> None:
        inside = [self.row.place.path]
        self.fields["resolution"].rows = published_resolutions().filter(
            in_ranges("item__meeting__lead__organization__place__path", inside)
        )
        competent = possible_partners(self.user).exclude(body__kind__in=PARTY_KINDS)
        self.fields["by_organization"].rows = competent.select_related("place")


def offer_papers(field: Any, papers: QuerySet[Approval]) -> None:
    """Let one of the papers be chosen, each by what tells it from the others."""
    field.queryset = papers.select_related("by_organization")
    field.label_from_instance = paper_words


class StrikeForm(MoveForm):
    """The paper that no longer counts, and why."""

    approval = forms.ModelChoiceField(None, label=_("Paper"), widget=NamesSelect)
    why = forms.CharField(label=_("Why"), max_length=200, help_text=READ_BY_ALL)

    def offer(self) -> None:
        offer_papers(self.fields["approval"], standing_approvals(self.row))


class AmendForm(MoveForm):
    """What is agreed anew: the last day, the floor, why, and the papers that allow it."""

    until = LastDayField(label=_("Last day"))
    floor_percent = forms.IntegerField(
        label=FLOOR, required=False, min_value=1, max_value=1000, help_text=FROM_THIS_QUARTER
    )
    reason = forms.CharField(label=_("Why"), max_length=200, help_text=READ_BY_ALL, widget=words(2))
    papers = ManyField(
        None,
        label=_("Papers that allow it"),
        widget=forms.CheckboxSelectMultiple,
    )

    def offer(self) -> None:
        self.fields["until"].initial = self.row.until
        self.fields["floor_percent"].initial = self.row.floor_percent
        found = papers_to_amend(self.row)
        offer_papers(self.fields["papers"], found)
        needed = missing(readiness_by(self.row, found.none(), timezone.localdate()))
        listed = {"list": in_words(needed)}
        self.fields["papers"].help_text = PAPERS_FIRST % listed


class EndForm(MoveForm):
    """The last day, and why where it is earlier than agreed."""

    ended_on = LastDayField(label=_("Last day (nothing: yesterday)"), required=False)
    why = forms.CharField(
        label=_("Why (everybody reads it)"), max_length=200, required=False, widget=words(2)
    )


class InvestForm(MoveForm):
    """Money that the partner put in, and the evidence that was seen."""

    amount_yuan = YuanField(label=_("Amount, yuan"))
    day = forms.DateField(label=_("Date"), widget=DateInput)
    what = forms.CharField(label=_("For what"), max_length=120)
    evidence = forms.CharField(label=_("Evidence"), max_length=200, help_text=READ_BY_ALL)

    def offer(self) -> None:
        self.fields["day"].widget.attrs["max"] = timezone.localdate().isoformat()


class CorrectInvestmentForm(MoveForm):
    """What a sum really was."""

    investment = forms.ModelChoiceField(None, label=_("Sum"), widget=NamesSelect)
    amount_yuan = YuanField(label=_("The right amount, yuan"))
    evidence = forms.CharField(label=_("Evidence"), max_length=200, help_text=READ_BY_ALL)

    def offer(self) -> None:
        self.fields["investment"].queryset = self.row.investments.filter(corrects__isnull=True)
