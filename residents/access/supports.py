"""Who may say of a public need that they have it, too."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from residents.access.reporters import is_reporter, root_of
from residents.access.standing import holding_at
from residents.models import Need, Person, Support
from residents.roles import Right
from residents.stages import OPEN_STATES


def takes_support(need: Need) -> bool:
    """Whether it can be said of the need at all: everybody may read it, and it is open."""
    return need.public_at is not None and need.state in OPEN_STATES


def may_support(user: Any, need: Need, person: Person | None) -> bool:
    """Whether this user, known as this person, may say it for herself; not of her own need."""
    return person is not None and takes_support(need) and not is_reporter(user, need)


def holding_to_support_for_others(user: Any, need: Need) -> int | None:
    """The holding by which the user writes down what somebody at the window says."""
    return holding_at(user, Right.RAISE_FOR_OTHERS, need.place.path)


def standing_supports(need: Need) -> QuerySet[Support]:
    """What was said and not taken back."""
    return Support.objects.filter(need=need, withdrawn_at__isnull=True)


def own_supports(user: Any, need: Need) -> QuerySet[Support]:
    """What the user said of the need."""
    return standing_supports(need).filter(person__in=root_of(user))
