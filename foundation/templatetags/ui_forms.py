"""The components of forms; `{% load ui %}` brings them along."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation import forms

register = template.Library()


@register.inclusion_tag("components/errors.html")
def errors(form: BaseForm, focus: bool = True) -> dict[str, Any]:
    """The summary on top of a page whose form has errors; nothing when it has none."""
    wrong = [field for field in form if field.errors] if form.is_bound else []
    fields = [
        {"label": forms.plain(str(field.label)), "said": said(field)[0], "anchor": anchor(field)}
        for field in wrong
    ]
    others = form.non_field_errors() if form.is_bound else []
    return {"fields": fields, "others": others, "count": len(fields) + len(others), "focus": focus}


@register.filter
def said(bound: BoundField) -> list[str]:
    """What is wrong with a field, in our words."""
    return forms.said(bound)


def anchor(field: BoundField) -> str:
    """The id that a link of the summary leads to: the field, or its first choice."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.auto_id


@register.simple_tag
def error_prefix(form: BaseForm) -> str:
    """What a title begins with while its form has errors."""
    return _("Error: ") if form.is_bound and form.errors else ""


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field with label, hint and error, by `components/field.html`."""
    return bound.as_field_group()
