"""Who may see and do what with needs: seeing is a queryset, doing a yes or no."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from residents.access.standing import Footing, footings, has_right, has_right_at, holds, paths_with
from residents.models import Need, NeedGrant, Post
from residents.models.place import in_ranges
from residents.paths import ancestors
from residents.roles import Right, roles_with


def granted(steps: tuple[Footing, ...], *levels: str) -> QuerySet[NeedGrant]:
    """Open grants to the posts or organisations of these footings."""
    now = timezone.now()
    return NeedGrant.objects.filter(
        Q(post__in=[s.post for s in steps])
        | Q(organization__in=[s.organization for s in steps if s.organization]),
        Q(until__isnull=True) | Q(until__gt=now),
        level__in=levels,
        since__lte=now,
    )


def own_needs(user: Any) -> Q:
    """The condition that the user raised the need."""
    if not getattr(user, "is_authenticated", False):
        return Q(pk__in=[])
    return Q(reporter__user=user)


def visible_needs(user: Any) -> QuerySet[Need]:
    """Needs whose page the user may open: public ones, own ones, those the user works on."""
    steps = footings(user)
    if not steps:
        return Need.objects.filter(Q(public_at__isnull=False) | own_needs(user))
    return Need.objects.filter(
        Q(public_at__isnull=False)
        | own_needs(user)
        | handled(steps)
        | Q(pk__in=granted(steps, *NeedGrant.Level.values).values("need"))
    )


def public_needs() -> QuerySet[Need]:
    """Needs that everybody may see."""
    return Need.objects.published()


def handled(steps: tuple[Footing, ...]) -> Q:
    """The condition that a need is the work of these holdings: their post's, or in their place."""
    answering = [s.post for s in steps if s.has(Right.ANSWER_NEEDS)]
    reading = paths_with(steps, Right.READ_NEEDS) + paths_with(steps, Right.READ_ALL)
    return Q(owner_post__in=answering) | in_ranges("place__path", reading)


def worked_needs(user: Any) -> QuerySet[Need]:
    """The needs of the user's queues: those handled, never merely public ones."""
    return Need.objects.filter(handled(footings(user)))


def sorted_needs(user: Any) -> QuerySet[Need]:
    """The needs that the user may accept, assign, table, merge or refuse."""
    return Need.objects.filter(
        in_ranges("place__path", paths_with(footings(user), Right.SORT_NEEDS))
    )


def readable_words(user: Any) -> QuerySet[Need]:
    """Needs whose raw words and photos the user may read: own, handled, or granted with words."""
    steps = footings(user)
    return Need.objects.filter(
        own_needs(user)
        | handled(steps)
        | Q(pk__in=granted(steps, NeedGrant.Level.WORDS).values("need"))
    )


def may_read_words(user: Any, need: Need) -> bool:
    """Whether the user may read what the reporter wrote."""
    return readable_words(user).filter(pk=need.pk).exists()


def may_raise_for_others(user: Any) -> bool:
    """Whether the user may enter a need for somebody at the window or on the telephone."""
    return has_right(user, Right.RAISE_FOR_OTHERS)


def may_sort_need(user: Any, need: Need) -> bool:
    """Whether the user may accept, word, assign, table, merge or refuse the need."""
    return has_right_at(user, Right.SORT_NEEDS, need.place.path)


def may_answer_need(user: Any, need: Need) -> bool:
    """Whether the user may answer: who holds the owner post, or who may sort the need."""
    return holds(user, need.owner_post) or may_sort_need(user, need)


def may_call_about(user: Any, need: Need) -> bool:
    """Whether the user may work the call list entry of this need."""
    return has_right_at(user, Right.CALL_PEOPLE, need.place.path)


def may_unmask(user: Any, need: Need) -> bool:
    """Whether the user may see the reporter's number (with a reason, and recorded)."""
    return has_right_at(user, Right.UNMASK, need.place.path)


def assignable_posts(user: Any, need: Need) -> QuerySet[Post]:
    """The posts a need can be given to: those that answer needs and reach its place."""
    if not may_sort_need(user, need):
        return Post.objects.none()
    return posts_answering(need.place.path)


def posts_answering(path: str) -> QuerySet[Post]:
    """Posts whose role answers needs, in a place at or above the path, or in a body there."""
    at_or_above = [*ancestors(path), path]
    return Post.objects.filter(
        Q(place__path__in=at_or_above) | Q(organization__place__path__in=at_or_above),
        role__in=roles_with(Right.ANSWER_NEEDS),
        abolished_on__isnull=True,
    )
