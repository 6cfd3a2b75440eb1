"""The fields and values of an entry of the record, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Field, ForeignKey, Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from foundation.record.models import Entry
from foundation.record.verbs import words_of_name
from residents.bilingual import local
from residents.models import Need, NeedCategory, Organization, Post

NOTHING = "—"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d.*[+-]\d\d:\d\d$")
# Fields that hold the key of something with a name: whose, and where its name stands. Of a person
# there is only the number.
NAMED: dict[str, tuple[type[Model], str]] = {
    "body": (Organization, "name"),
    "carried_by": (Post, "title"),
    "category": (NeedCategory, "name"),
    "into": (Need, "number"),
    "need": (Need, "number"),
    "owner_post": (Post, "title"),
    "post": (Post, "title"),
    "route": (Post, "title"),
}


def sort_of(label: str) -> str:
    """What rows of a model are called; its label, if they are about nothing or are no more."""
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name))
    except (LookupError, ValueError):
        return capfirst(label)


def field_words(entry: Entry) -> list[str]:
    """What the fields are called whose values the record does not hold."""
    return [words_of_name(name) for name in entry.fields if name not in entry.values]


def value_lines(entry: Entry) -> list[str]:
    """A line for each value the record holds: what it is called, the old one if any, and the new
    one. A query for each key of something that has a name."""
    return [
        f"{words_of_name(name)}{gettext(': ')}{change_words(entry.subject_label, name, value)}"
        for name, value in sorted(entry.values.items())
    ]


def change_words(label: str, name: str, value: Any) -> str:
    """A value in words, or what it was and what it became."""
    both = value if isinstance(value, list) else [value]
    return " → ".join(value_words(label, name, one) for one in both)


def value_words(label: str, name: str, value: Any) -> str:
    """One value as people read it: a choice by its label, a day as a day, a key by the name of what
    it stands for."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if name in NAMED and isinstance(value, int):
        model, column = NAMED[name]
        row = model._default_manager.filter(pk=value).first()
        return local(row, column) or gettext("No. %(number)s") % {"number": value}
    field = field_of(label, name)
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, ForeignKey):
        numbers = numbers_of(field.remote_field.model._meta.label_lower, [value])
        return numbers.get(str(value)) or gettext("No. %(number)s") % {"number": value}
    return moment_words(value) if isinstance(value, str) else str(value)


def numbers_of(label: str, keys: Iterable[str]) -> dict[str, str]:
    """By their keys, the numbers of rows of a model whose rows have such, as people know them. One
    query; none where there are no numbers."""
    field = field_of(label, "number")
    if not isinstance(field, CharField) or not field.unique:
        return {}
    rows = field.model._base_manager.filter(pk__in=keys)
    return {str(key): number for key, number in rows.values_list("pk", "number")}


def field_of(label: str, name: str) -> Field | None:
    """The field of the model that a label names; None where either is no more, or never was."""
    try:
        field = apps.get_model(label)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return field if isinstance(field, Field) else None


def moment_words(text: str) -> str:
    """A day or a moment as the page writes it; other text as it is."""
    if DAY.fullmatch(text):
        return date_format(date.fromisoformat(text), "DATE_FORMAT")
    if MOMENT.match(text):
        moment = timezone.localtime(datetime.fromisoformat(text))
        return date_format(moment, "DATETIME_FORMAT")
    return text
