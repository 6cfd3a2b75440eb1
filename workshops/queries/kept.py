"""What of workshops still needs an organisation, a venue or a place that is to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from foundation.refusals import Obstacle
from residents.models.place import in_force
from residents.queries.upkeep import standing
from workshops.models import Workshop


def what_needs(row: Any, day: date) -> Iterator[Obstacle]:
    """Why the row cannot end yet: the workshops that it runs, or that are there."""
    sort = row._meta.model_name
    workshops = Workshop.objects.filter(
        in_force("ended_on", day), **{"host" if sort == "organization" else sort: row}
    )
    words = _("These workshops still need it: %(names)s. End them first.")
    yield from standing(words, workshops)
