"""Who is who: the people that an account stands for, and which needs are theirs."""

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


def same_people(person: Person) -> QuerySet[Person]:
    """Every entry of the same human: the one that stays, and those that were merged into it."""
    return Person.objects.filter(Q(pk=person.root_key) | Q(merged_into=person.root_key))


def is_same(user: Any, person: Person) -> bool:
    """Whether the person is the user's own, under whichever entry. No query for a visitor and for
    the entry that has the account."""
    key = user_key(user)
    if not key or person.user_id == key:
        return bool(key)
    return root_of(user).first() == person.root_key


def own_needs(user: Any) -> Q:
    """The condition that the user raised the need: as the person of the account, as the one whom
    that was merged into, or as any other that was merged into the same. Nothing is repointed."""
    if not user_key(user):
        return Q(pk__in=[])
    root = root_of(user)
    return Q(reporter__in=root) | Q(reporter__merged_into__in=root)


def is_reporter(user: Any, need: Need) -> bool:
    """Whether the user raised the need, under any of the entries of the same person. No query for
    a need without a known reporter."""
    return need.reporter is not None and is_same(user, need.reporter)
