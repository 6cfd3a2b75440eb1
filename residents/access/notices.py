"""Who makes which calls, and who sees the number to ring."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from residents.access.standing import footings, holding_at, holding_in, paths_with
from residents.models import Notice
from residents.models.place import in_ranges
from residents.roles import Right


def callable_notices(user: Any) -> QuerySet[Notice]:
    """The calls that the user may make as a clerk: about needs and other things of their places.
    Those of a body are its chair's and secretary's."""
    paths = paths_with(footings(user), Right.CALL_PEOPLE)
    return Notice.objects.filter(
        in_ranges("step__need__place__path", paths) | in_ranges("place__path", paths),
        channel=Notice.Channel.CALL,
        organization__isnull=True,
    )


def holding_to_tell(user: Any, notice: Notice) -> int | None:
    """The holding by which the user makes this call: for a body its chair's or secretary's, else
    a clerk's of the place."""
    if notice.organization_id:
        return holding_in(user, Right.FILE_MINUTES, notice.organization_id)
    return holding_at(user, Right.CALL_PEOPLE, notice.at.path)


def may_take_call_back(user: Any, notice: Notice, now: datetime) -> bool:
    """Whether the user wrote today how this call ended and still makes such calls: a mistake of the
    thumb is put right by whoever made it, on the day."""
    ended = notice.state in Notice.CALL_ENDED and notice.ended_by_id == user.pk
    if not ended or notice.ended_at is None or localdate(notice.ended_at) != localdate(now):
        return False
    return holding_to_tell(user, notice) is not None


def holding_to_see_number(user: Any, notice: Notice) -> int | None:
    """The holding by which the user may see the number of a call in full, recorded: for a body
    whoever makes its calls, else who sees the numbers of the place."""
    if notice.organization_id:
        return holding_to_tell(user, notice)
    return holding_at(user, Right.UNMASK, notice.at.path)
