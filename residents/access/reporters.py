"""Who raised a need: the people that an account stands for."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from residents.models import Need, Person


def user_key(user: Any) -> int | None:
    """The key of a user who is logged in; None for a visitor."""
    return user.pk if getattr(user, "is_authenticated", False) else None


def root_of(user: Any) -> QuerySet[Any]:
    """The key of the person behind an account: whom they were merged into, if they were."""
    key = user_key(user)
    people = Person.objects.filter(user=key) if key else Person.objects.none()
    return people.values_list(Coalesce("merged_into", "pk"), flat=True)


def own_needs(user: Any) -> Q:
    """The condition that the user raised the need: as the person of the account, as the one whom
    that was merged into, or as any other that was merged into the same. Nothing is repointed."""
    if not user_key(user):
        return Q(pk__in=[])
    root = root_of(user)
    return Q(reporter__in=root) | Q(reporter__merged_into__in=root)


def is_reporter(user: Any, need: Need) -> bool:
    """Whether the user raised the need, under any of the entries of the same person. No query for
    a visitor, for a need without a known reporter, and for the account of the reporter itself."""
    key = user_key(user)
    if not key or need.reporter is None:
        return False
    if need.reporter.user_id == key:
        return True
    return root_of(user).first() in (need.reporter_id, need.reporter.merged_into_id)
