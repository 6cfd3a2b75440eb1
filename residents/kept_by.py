"""What rooms above still have on a row that is to end (an organisation, a venue, a place, a post):
each room says in its AppConfig.ready who is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils.module_loading import import_string

from foundation.refusals import Obstacle

Reasons = Callable[[Any, date], Iterator[Obstacle]]

_asked: defaultdict[str, list[str]] = defaultdict(list)


def ask_before_ending(label: str, reasons: str) -> None:
    """Have `reasons`, the dotted name of a query (row, day) → obstacles, asked before a row of the
    model with this label ends. The query is loaded when it is asked."""
    _asked[label].append(reasons)


def reasons_above(row: Any, day: date) -> Iterator[Obstacle]:
    """Why the row cannot be left out from the day on: one for each sort of thing."""
    for name in _asked[row._meta.label_lower]:
        reasons: Reasons = import_string(name)
        yield from reasons(row, day)
