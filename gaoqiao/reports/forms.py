"""What is filled in to ask for a report, and to change a template."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gaoqiao.reports.access import definitions, kept_places
from gaoqiao.reports.models import Layout
from gaoqiao.reports.periods import Period, PeriodKind, past_periods, period_coded
from residents.forms.moves import MoveForm
from residents.forms.picks import pick_place

MONTHS, QUARTERS = 12, 8


def period_choices() -> list[tuple[Any, list[tuple[str, str]]]]:
    """The last months and quarters that are over."""
    today = timezone.localdate()
    return [
        (kind.label, [(one.code, str(one)) for one in past_periods(kind, today, most)])
        for kind, most in ((PeriodKind.MONTH, MONTHS), (PeriodKind.QUARTER, QUARTERS))
    ]


class AskForm(MoveForm):
    """Which report, of which place, about which month or quarter."""

    definition = forms.ModelChoiceField(
        None, label=pgettext_lazy("model", "report"), widget=forms.RadioSelect, empty_label=None
    )
    place = pick_place(label=_("place"))
    period = forms.ChoiceField(
        label=_("period"),
        choices=period_choices,
        help_text=_("A month for the brief, a quarter for the statement."),
    )
    layout = forms.ChoiceField(
        label=_("layout"),
        choices=Layout,
        widget=forms.RadioSelect,
        initial=Layout.PLAIN,
        help_text=_("The official layout is for organs of the town and above."),
    )

    def offer(self) -> None:
        self.fields["definition"].queryset = definitions(self.user)
        self.fields["definition"].initial = definitions(self.user).first()
        places = kept_places(self.user)
        self.fields["place"].rows = places
        self.fields["place"].initial = places.first()

    def clean_period(self) -> Period | None:
        """The period of the code."""
        return period_coded(self.cleaned_data["period"])


class PlainForm(MoveForm):
    """Nothing but the button."""


class TemplateForm(MoveForm):
    """A Word template for one of the layouts."""

    layout = forms.ChoiceField(
        label=_("layout"), choices=Layout, widget=forms.RadioSelect, initial=Layout.PLAIN
    )
    template = forms.FileField(
        label=_("Word template (.docx)"),
        help_text=_("Download the one in use, change it in Word, and send it here."),
    )


class LayoutForm(MoveForm):
    """One of the layouts."""

    layout = forms.ChoiceField(
        label=_("layout"), choices=Layout, widget=forms.RadioSelect, initial=Layout.PLAIN
    )
