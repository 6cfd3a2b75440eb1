"""Columns that lists of several rooms share, and how they say a day of ending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from residents.bilingual import local
from residents.models.place import has_ended


def column(field: str, label: Any) -> Callable[[Any], str]:
    """A column for a field that has an English one beside it, in the page's language."""

    def shown(row: Any) -> str:
        return local(row, field)

    shown.__name__ = field
    return admin.display(description=label, ordering=field)(shown)


def ends(end: date | datetime | None) -> str:
    """That something ends on a day or at a moment to come, or that it has; "—" while it runs on."""
    if end is None:
        return "—"
    if isinstance(end, datetime):
        over = end <= timezone.now()
        words = {"day": date_format(timezone.localtime(end), "DATETIME_FORMAT")}
    else:
        over, words = has_ended(end), {"day": date_format(end)}
    return _("Ended on %(day)s") % words if over else _("Ends on %(day)s") % words
