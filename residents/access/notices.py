"""Who works the call list and who reads notices."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from residents.access.standing import footings, holding_at, paths_with
from residents.models import Notice
from residents.models.place import in_ranges
from residents.roles import Right


def callable_notices(user: Any) -> QuerySet[Notice]:
    """The calls that the user may make: about needs and other things of their places."""
    paths = paths_with(footings(user), Right.CALL_PEOPLE)
    return Notice.objects.filter(
        in_ranges("step__need__place__path", paths) | in_ranges("place__path", paths),
        channel=Notice.Channel.CALL,
    )


def holding_to_call(user: Any, notice: Notice) -> int | None:
    """The holding by which the user makes this call."""
    return holding_at(user, Right.CALL_PEOPLE, notice.at.path)
