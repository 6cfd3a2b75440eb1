"""How forms look everywhere: one renderer, and the inputs that Django lacks."""

from __future__ import annotations

import re
from typing import Any
from unicodedata import category, normalize

from django.core.exceptions import ValidationError
from django.forms import (
    BoundField,
    ChoiceField,
    DecimalField,
    Field,
    ModelMultipleChoiceField,
    RadioSelect,
    Script,
    Select,
    TextInput,
)
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.digits import number_in
from foundation.own_words import LANGUAGE, is_foreign


class Renderer(TemplatesSetting):
    """Forms and fields by our own templates; see FORM_RENDERER in the settings."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


def said(bound: BoundField) -> list[str]:
    """What is wrong with a field, in our words: that something is missing names the field."""
    return [words_of(bound, error) for error in bound.errors.as_data()]


def words_of(bound: BoundField, error: ValidationError) -> str:
    """The words of one error; a field's own, or for Django's sentence that a field is required
    ours, which says which one."""
    if error.code != "required" or error.message != Field.default_error_messages["required"]:
        return " ".join(error.messages)
    label = {"label": plain(str(bound.label))}
    if isinstance(bound.field, ChoiceField):
        return _("Please choose: %(label)s.") % label
    return _("Please fill in: %(label)s.") % label


def plain(label: str) -> str:
    """A label without its question mark, so that other words may follow; a bracket stays."""
    return label[:-1] if label and category(label[-1]) == "Po" else label


THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")


class AmountField(DecimalField):
    """A sum or a quantity as people write it: commas between the thousands, full width too."""

    widget = TextInput
    default_error_messages = {"invalid": gettext_lazy("Write a number, like 1250 or 1,250.50.")}

    def to_python(self, value: Any) -> Any:
        return super().to_python(bare(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: Any) -> Any:
        given = {"inputmode": "decimal", "autocomplete": "off"}
        return super().widget_attrs(widget) | given


def bare(number: str) -> str:
    """A number without the signs that only help to read it; any other text as it is."""
    number = normalize("NFKC", number).replace(" ", "")
    return number.replace(",", "") if THOUSANDS.fullmatch(number) else number


class NamesSelect(Select):
    """Names to choose from; those in Chinese say so on an English page."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, label, *args, **kwargs)
        if is_foreign(label):
            option["attrs"]["lang"] = LANGUAGE
        return option


class FoldedRadioSelect(RadioSelect):
    """Many choices under headings, folded up but for the one that holds what was chosen; `unfolded`
    shows all of them."""

    template_name = "components/folded_radios.html"
    unfolded = False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["groups"] = [
            (heading, options, self.unfolded or any(one["selected"] for one in options))
            for heading, options, _index in context["widget"]["optgroups"]
        ]
        return context


class StepperInput(TextInput):
    """A number with − and + beside it; without JavaScript a plain field with a number keyboard."""

    template_name = "components/stepper_input.html"

    class Media:
        js = [Script("js/number.js", type="module")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        given = context["widget"]["attrs"]
        context["widget"]["attrs"] = {"inputmode": "numeric", "autocomplete": "off"} | given
        context["less"], context["more"] = _("One less"), _("One more")
        return context


class DateInput(TextInput):
    """A day, picked with the phone's own calendar; the value goes over the wire as 2026-12-25."""

    input_type = "date"

    def format_value(self, value: Any) -> str | None:
        return value.isoformat() if hasattr(value, "isoformat") else super().format_value(value)


class ManyField(ModelMultipleChoiceField):
    """Several rows. What no key can be is refused like the key of no row: a number beyond all
    bounds would be an error of the database."""

    def clean(self, value: Any) -> Any:
        if not all(number_in(str(key)) for key in value or ()):
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": "…"})
        return super().clean(value)
