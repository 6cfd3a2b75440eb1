"""What of workshops still needs an organisation, a venue or a place that is to end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from residents.models.place import in_force
from residents.queries.upkeep import NAMED, listed
from workshops.models import Workshop


def what_needs(row: Any, day: date) -> Iterator[str]:
    """Why the row cannot end yet: the workshops that it runs, or that are there."""
    sort = row._meta.model_name
    workshops = Workshop.objects.filter(
        in_force("ended_on", day), **{"host" if sort == "organization" else sort: row}
    )
    if names := listed(workshops.values_list("name", flat=True)[: NAMED + 1]):
        yield _("These workshops still need it: %(names)s. End them first.") % {"names": names}
