"""Who works the call list and who reads notices."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from residents.access.standing import footings, paths_with
from residents.models import Notice
from residents.models.place import in_ranges
from residents.roles import Right


def callable_notices(user: Any) -> QuerySet[Notice]:
    """The calls that the user may make: about needs of their places."""
    paths = paths_with(footings(user), Right.CALL_PEOPLE)
    return Notice.objects.filter(
        in_ranges("step__need__place__path", paths), channel=Notice.Channel.CALL
    )
