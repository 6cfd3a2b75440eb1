"""An application by the slip that somebody shows."""

from __future__ import annotations

from collections.abc import Iterable

from workshops.access.openings import applications_of_codes
from workshops.models import Application


def application_of_codes(number: str, codes: Iterable[str]) -> Application | None:
    """The application with this number, if one of the look-up codes is its own."""
    known = list(codes)
    if not known:
        return None
    rows = applications_of_codes(known).select_related("opening__workshop__place")
    return rows.filter(number=number).first()
