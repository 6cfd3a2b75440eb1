"""What a figure of a report is asked about: places and a period. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware


@dataclass(frozen=True, slots=True)
class Window:
    """Places by their paths, everything inside them included but what lies `apart` (parts that are
    looked at by themselves), over the days `[since, until)`."""

    paths: tuple[str, ...]
    since: date
    until: date
    apart: tuple[str, ...] = ()

    @property
    def start(self) -> datetime:
        """The first moment inside."""
        return make_aware(datetime.combine(self.since, time.min))

    @property
    def end(self) -> datetime:
        """The first moment after."""
        return make_aware(datetime.combine(self.until, time.min))

    @property
    def last(self) -> date:
        """The last day inside: what stands at the end is asked of it."""
        return self.until - timedelta(days=1)
