"""What the pages of forms to fill ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.forms import FoldedRadioSelect, NamesSelect
from gaoqiao.reports.lists import LISTS
from gaoqiao.reports.models import FormTemplate, Which
from gaoqiao.reports.periods import Period, PeriodKind
from gaoqiao.reports.queries.listed import Choice, table_of, table_words
from gaoqiao.reports.queries.measure import Measure
from gaoqiao.reports.queries.measures import measure_of
from residents.bilingual import local
from residents.models import Place

FOLDED = {"layout": "folded-cards"}


class PlaceField(forms.ModelChoiceField):
    """A place by its name in the page's language."""

    widget = NamesSelect

    def label_from_instance(self, obj: Place) -> str:
        return local(obj)


class PlainForm(forms.Form):
    """A form whose page says itself what is missing."""

    use_required_attribute = False


class UploadForm(PlainForm):
    """A form of somebody else's."""

    file = forms.FileField(
        label=gettext_lazy("The form itself"),
        help_text=gettext_lazy(
            "An Excel (.xlsx) or Word (.docx) file as the district sent it, 20 MB at most."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.docx"}),
    )
    name = forms.CharField(
        label=gettext_lazy("What you call it"),
        max_length=80,
        widget=forms.TextInput(attrs={"data-words": "", "lang": "zh-Hans"}),
    )
    place = PlaceField(None, label=gettext_lazy("Which place it is about"), empty_label=None)
    period = forms.ChoiceField(
        label=gettext_lazy("How often it is handed in"),
        choices=PeriodKind.choices,
        initial=PeriodKind.MONTH,
        widget=forms.RadioSelect(attrs={"layout": "inline"}),
    )

    def __init__(self, *args: Any, places: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places


class ListForm(PlainForm):
    """A list that ships, for a place."""

    preset = forms.ChoiceField(
        label=gettext_lazy("Which list"),
        choices=[(one.key, one.name) for one in LISTS.values()],
        widget=forms.Select,
    )
    place = PlaceField(None, label=gettext_lazy("Which place it is about"), empty_label=None)

    def __init__(self, *args: Any, places: QuerySet[Place], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "list_%s")
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places


class CellForm(PlainForm):
    """What goes into a cell. Beside each figure stand the cells of other forms that ask for it."""

    measure = forms.ChoiceField(
        label=gettext_lazy("Which figure goes here"),
        widget=FoldedRadioSelect(attrs=FOLDED),
        error_messages={
            "required": gettext_lazy("Choose a figure."),
            "invalid_choice": gettext_lazy("There is no such figure any more. Choose another."),
        },
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Of which period"),
        choices=Which.choices,
        initial=Which.NOW,
        widget=forms.RadioSelect(attrs={"layout": "inline"}),
    )
    place = PlaceField(None, label=gettext_lazy("Of which place"), empty_label=None)
    column = forms.ChoiceField(
        label=gettext_lazy("The number, or its rows"),
        required=False,
        widget=forms.Select,
        help_text=gettext_lazy(
            "A column of the rows goes downwards from this cell, one row each: bind the columns"
            " beside each other in one line of the form."
        ),
    )
    instead_of = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        figures: Iterable[tuple[str, list[Choice]]],
        places: QuerySet[Place],
        columns: Iterable[tuple[str, list[tuple[str, str]]]],
        asked: dict[str, dict[FormTemplate, list[str]]],
        in_list: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = [
            (
                heading,
                [(key, in_words(words, one, asked.get(key, {}))) for key, words, one in found],
            )
            for heading, found in figures
        ]
        self.fields["place"].queryset = places
        column = self.fields["column"]
        column.choices = [("", _("Choose a column") if in_list else _("The number itself"))]
        column.choices += list(columns)
        if in_list:
            column.required, column.label = True, _("Column of the rows")
            column.help_text = _(
                "The row of the table is repeated for each row of the figure. All columns of a list"
                " show the rows of one figure."
            )

    def clean(self) -> dict[str, Any]:
        """The column by its key alone; refused under another table than the figure's own."""
        data = self.cleaned_data
        table, _point, column = data.get("column", "").rpartition(".")
        measure = measure_of(data.get("measure", ""))
        if column and measure and table != table_of(measure):
            told = _("The rows of this figure have no such column: choose one under '%(table)s'.")
            self.add_error("column", told % {"table": table_words(measure)})
        return {**data, "column": column}


class PeriodForm(PlainForm):
    """For which period a form is filled."""

    period = forms.ChoiceField(label=gettext_lazy("For which period"), widget=forms.Select)

    def __init__(self, *args: Any, periods: Iterable[Period], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = [(one.code, str(one)) for one in periods]


def in_words(words: str, measure: Measure, asked: dict[FormTemplate, list[str]]) -> SafeString:
    """A figure with what it counts, and who asks for it already."""
    others = format_html_join(
        "",
        '<br><span class="asked-already">{} <span data-words>{}</span></span>',
        (
            (_("Already asked for:"), " · ".join(filter(None, (str(form), " ".join(cells)))))
            for form, cells in asked.items()
        ),
    )
    return format_html(
        '<span><b>{}</b> ({})<br><span class="quiet small">{}</span>{}</span>',
        words,
        measure.unit,
        measure.means,
        others,
    )
