"""Columns that lists of several rooms share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin

from residents.bilingual import local


def column(field: str, label: Any) -> Callable[[Any], str]:
    """A column for a field that has an English one beside it, in the page's language."""

    def shown(row: Any) -> str:
        return local(row, field)

    shown.__name__ = field
    return admin.display(description=label, ordering=field)(shown)
