"""How forms look everywhere: one renderer, and the inputs that Django lacks."""

from __future__ import annotations

from typing import Any

from django.forms import Script, Select, TextInput
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext as _

from foundation.own_words import LANGUAGE, is_foreign


class Renderer(TemplatesSetting):
    """Forms and fields by our own templates; see FORM_RENDERER in the settings."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class NamesSelect(Select):
    """Names to choose from; those in Chinese say so on an English page."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> Any:
        option = super().create_option(name, value, label, *args, **kwargs)
        if is_foreign(label):
            option["attrs"]["lang"] = LANGUAGE
        return option


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
