"""What a host reports and offers; made for one thumb."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.forms import AmountField, DateInput, StepperInput
from residents.forms.raising import PlainForm
from workshops.actions.hiring import SENTENCE_LENGTH
from workshops.actions.openings import MOST_WANTED
from workshops.actions.reporting import MOST_PEOPLE
from workshops.kinds import Mode
from workshops.models import MonthReport, Workshop

DEFINITION = ("baseline_period", "baseline_method")


def money(label: Any, **options: Any) -> AmountField:
    """A sum in yuan, with the number keyboard."""
    return AmountField(label=label, min_value=0, max_digits=12, decimal_places=2, **options)


class MonthForm(PlainForm):
    """A month: three numbers, and where the earlier pay comes from (kept from month to month)."""

    headcount = forms.IntegerField(
        label=_("How many people worked?"),
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=StepperInput(attrs={"data-min": "0", "data-max": str(MOST_PEOPLE)}),
    )
    total_pay = money(
        _("What were they paid together? (yuan)"), help_text=_("Before tax, for this month.")
    )
    baseline_mean = money(
        _("What did they earn before, on average, a month? (yuan)"),
        required=False,
        help_text=_("Without it people are counted, and no gain is shown."),
    )
    baseline_period = forms.CharField(
        label=_("Of which time is that?"),
        max_length=60,
        required=False,
        help_text=_("For example: the year before they came."),
    )
    baseline_method = forms.CharField(
        label=_("How was it found out?"),
        max_length=120,
        required=False,
        help_text=_("For example: each wrote it down when they came."),
    )
    why = forms.CharField(label=_("Why is it corrected?"), max_length=200)

    def __init__(self, *args: Any, workshop: Workshop, correcting: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if workshop.mode == Mode.INDIVIDUAL:  # sums over the host's rows: nothing is typed twice
            for name in ("headcount", "total_pay", "baseline_mean", *DEFINITION):
                del self.fields[name]
        if not correcting:
            del self.fields["why"]

    @staticmethod
    def beginning(report: MonthReport | None, before: MonthReport | None) -> dict[str, Any]:
        """What stands, or else what does not change from one month to the next."""
        if report is not None:
            names = ("headcount", "total_pay", "baseline_mean", *DEFINITION)
            return {name: getattr(report, name) for name in names}
        if before is not None:
            return {name: getattr(before, name) for name in ("baseline_mean", *DEFINITION)}
        return {}


class OpeningForm(PlainForm):
    """Work that is offered."""

    title = forms.CharField(label=_("What work is it?"), max_length=60)
    words = forms.CharField(
        label=_("What is it about?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hours, what one has to know. Nothing of sex, age or where people are from."),
    )
    pay = forms.CharField(
        label=_("What does it pay?"), max_length=100, help_text=_("For example: 20 yuan an hour.")
    )
    wanted = forms.IntegerField(
        label=_("How many people?"),
        min_value=1,
        max_value=MOST_WANTED,
        widget=StepperInput(attrs={"data-min": "1", "data-max": str(MOST_WANTED)}),
    )
    closes_on = forms.DateField(label=_("Until when can one apply?"), widget=DateInput)
    telephone = forms.CharField(label=_("Telephone number"), max_length=40)
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CloseForm(PlainForm):
    """Why an offer ends."""

    why = forms.CharField(label=_("Why (everybody reads it)"), max_length=120, required=False)


class AnswerForm(PlainForm):
    """What the applicant is told on the telephone."""

    sentence = forms.CharField(
        label=_("What are they told?"),
        max_length=SENTENCE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("When, where, whom to ask for; or why not this time."),
    )

    def __init__(self, *args: Any, invited: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = _("(needed unless you hire)")
        self.fields["sentence"].when = _("(needed if not this time)") if invited else first

    def ask_why(self) -> None:
        """Of somebody who was hired by mistake: a sentence is needed, and it says why."""
        self.fields["sentence"].required = True
        self.fields["sentence"].help_text = gettext("Why the hire does not stand.")


class WorkerForm(PlainForm):
    """Somebody who works there."""

    worker = forms.CharField(label=_("Name"), max_length=40)
    since = forms.DateField(label=_("Since"), widget=DateInput)
    baseline = money(_("Earned before, a month (yuan)"), required=False)


class PayForm(PlainForm):
    """Somebody's pay of a month."""

    amount = money(_("Pay of the month (yuan)"))


class LeftForm(PlainForm):
    """The first day on which somebody no longer works there."""

    until = forms.DateField(label=_("Not there any more from"), widget=DateInput)


def month_of(typed: str) -> date | None:
    """A month as it stands in an address, such as 2026-10."""
    try:
        return date.fromisoformat(f"{typed}-01")
    except ValueError:
        return None
