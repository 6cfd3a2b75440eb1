"""Who may see and do what with needs: seeing is a queryset, doing a yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from residents.access.reporters import is_reporter, own_needs
from residents.access.standing import (
    Footing,
    footings,
    has_right,
    has_right_at,
    holding_at,
    holding_of,
    paths_with,
)
from residents.lookup_codes import normal_code
from residents.models import ClusterMembership, Need, NeedGrant, Organization, Place, Post
from residents.models.need import NeedQuerySet
from residents.models.place import in_force, in_ranges
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


def visible_needs(user: Any) -> NeedQuerySet:
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


def public_needs() -> NeedQuerySet:
    """Needs that everybody may see."""
    return Need.objects.published()


def handled(steps: tuple[Footing, ...], *, overseen: bool = True) -> Q:
    """The condition that a need is the work of these holdings: their post's, or in their place.

    `overseen` adds what supervisors see, who read no raw words without a recorded look.
    """
    answering = [s.post for s in steps if s.has(Right.ANSWER_NEEDS)]
    reading = paths_with(steps, Right.READ_NEEDS)
    if overseen:
        reading += paths_with(steps, Right.READ_ALL)
    return Q(owner_post__in=answering) | in_ranges("place__path", reading)


def worked_needs(user: Any) -> NeedQuerySet:
    """The needs of the user's queues: those handled, never merely public ones."""
    return Need.objects.filter(handled(footings(user)))


def sorted_needs(user: Any) -> NeedQuerySet:
    """The needs that the user may accept, assign, table, merge or refuse."""
    return Need.objects.filter(
        in_ranges("place__path", paths_with(footings(user), Right.SORT_NEEDS))
    )


def readable_words(user: Any) -> QuerySet[Need]:
    """Needs whose raw words and photos the user may read: own, handled, or granted with words."""
    steps = footings(user)
    return Need.objects.filter(
        own_needs(user)
        | handled(steps, overseen=False)
        | Q(pk__in=granted(steps, NeedGrant.Level.WORDS).values("need"))
    )


def may_read_words(user: Any, need: Need) -> bool:
    """Whether the user may read what the reporter wrote."""
    return readable_words(user).filter(pk=need.pk).exists()


def handles(user: Any, need: Need) -> bool:
    """Whether the need is the work of the user's posts: what other people say of it is for them,
    not for a body that was granted the words, nor for a supervisor."""
    mine = handled(footings(user), overseen=False)
    return Need.objects.filter(mine, pk=need.pk).exists()


def may_raise_for_others(user: Any) -> bool:
    """Whether the user may enter needs for somebody at the window or on the telephone."""
    return has_right(user, Right.RAISE_FOR_OTHERS)


def holding_to_raise_for_others(user: Any, place: Place) -> int | None:
    """The holding by which the user enters a need of this place for somebody else."""
    return holding_at(user, Right.RAISE_FOR_OTHERS, place.path)


def holding_to_sort(user: Any, need: Need) -> int | None:
    """The holding by which the user accepts, words, assigns, tables, merges or refuses the need."""
    return holding_at(user, Right.SORT_NEEDS, need.place.path)


def may_sort_need(user: Any, need: Need) -> bool:
    """Whether the user sorts the needs of this place."""
    return holding_to_sort(user, need) is not None


def holding_to_answer(user: Any, need: Need) -> int | None:
    """The holding by which the user answers: of the owner post, or one that sorts the need."""
    return holding_of(user, need.owner_post) or holding_to_sort(user, need)


def holds_need(user: Any, need: Need) -> bool:
    """Whether the need is with a post that the user holds."""
    return holding_of(user, need.owner_post) is not None


def may_answer_need(user: Any, need: Need) -> bool:
    """Whether the user holds the need's post, or sorts the needs of its place."""
    return holding_to_answer(user, need) is not None


def holding_to_unmask(user: Any, need: Need) -> int | None:
    """The holding by which the user may see the reporter's number, with a reason and recorded."""
    return holding_at(user, Right.UNMASK, need.place.path)


def holding_to_oversee(user: Any, need: Need) -> int | None:
    """The holding by which who reads everything in the place may read the raw words too, with a
    reason and recorded."""
    return holding_at(user, Right.READ_ALL, need.place.path)


def assignable_posts(user: Any, need: Need) -> QuerySet[Post]:
    """The posts a need can be given to: those that answer needs and reach its place."""
    if not may_sort_need(user, need):
        return Post.objects.none()
    return posts_answering(need.place.path)


def posts_answering(path: str) -> QuerySet[Post]:
    """Posts whose role answers needs, in a place at or above the path, or in a body or a cluster
    there."""
    at_or_above = [*ancestors(path), path]
    clusters = ClusterMembership.objects.filter(in_force("until"), place__path__in=at_or_above)
    return Post.objects.filter(
        Q(place__path__in=at_or_above)
        | Q(organization__place__path__in=at_or_above)
        | Q(cluster__in=clusters.values("cluster"))
        | in_ranges("place__path", [path]),
        in_force("abolished_on"),
        role__in=roles_with(Right.ANSWER_NEEDS),
    )


def tabling_bodies(user: Any, need: Need) -> QuerySet[Organization]:
    """The bodies that a need can be put before: those in its place, or above it."""
    if not may_sort_need(user, need):
        return Organization.objects.none()
    return Organization.objects.filter(
        in_force(),
        kind=Organization.Kind.BODY,
        place__path__in=[*ancestors(need.place.path), need.place.path],
    )


def may_rate_need(user: Any, need: Need, code: str = "") -> bool:
    """Whether the answer may be rated: by the reporter, with the slip's code, or by a clerk who
    may enter needs for other people at its place."""
    if is_whose(user, need, code):
        return True
    return has_right_at(user, Right.RAISE_FOR_OTHERS, need.place.path)


def is_whose(user: Any, need: Need, code: str = "") -> bool:
    """Whether the user raised the need, or shows the code of its slip."""
    if code and constant_time_compare(normal_code(code), need.code):
        return True
    return is_reporter(user, need)


def needs_of_codes(codes: Iterable[str]) -> NeedQuerySet:
    """The needs that these look-up codes open."""
    field = Need._meta.get_field("code_index")
    return Need.objects.filter(code_index__in=[field.of(code) for code in codes])
