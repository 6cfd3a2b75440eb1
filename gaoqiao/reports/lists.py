"""The lists that ship: which measure's rows each shows. Values only."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ListPreset:
    """A list: its key, its name, and the measure whose rows it is."""

    key: str
    name: str | Promise
    measure: str


LISTS = {
    one.key: one
    for one in (
        ListPreset("needs", _("List of needs"), "needs_open"),
        ListPreset("resources", _("List of resources"), "resources"),
        ListPreset("projects", _("List of projects"), "outcomes_agreed"),
    )
}
