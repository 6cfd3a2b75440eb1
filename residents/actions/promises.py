"""By when whoever raised a need is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from foundation.calendar.queries import promised_date
from residents.models import NeedCategory
from residents.queries.categories import answer_workdays


def promise(start: date, category: NeedCategory | None) -> dict[str, Any]:
    """The promised date, so many working days after `start` as the kind of need is given, and
    whether it is provisional."""
    deadline = promised_date(start, answer_workdays(category))
    return {"promised_on": deadline.day, "promise_provisional": deadline.provisional}
