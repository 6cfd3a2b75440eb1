"""Who sends a need to a department, and who answers there."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from residents.access.needs import handled, may_sort_need
from residents.access.standing import footings, holding_of
from residents.models import Need, Organization, Post, Referral
from residents.models.place import in_force
from residents.paths import ancestors
from residents.roles import Right, roles_with


def referable_posts(user: Any, need: Need) -> QuerySet[Post]:
    """The departments' posts that a need can be sent to: in its place or above it."""
    if not may_sort_need(user, need):
        return Post.objects.none()
    return Post.objects.filter(
        in_force("abolished_on"),
        in_force("organization__ended_on"),
        role__in=roles_with(Right.ANSWER_REFERRALS),
        organization__kind=Organization.Kind.DEPARTMENT,
        organization__place__path__in=[*ancestors(need.place.path), need.place.path],
    ).select_related("organization")


def referrals_to(user: Any) -> QuerySet[Referral]:
    """What was sent to the departments' posts that the user holds."""
    posts = [step.post for step in footings(user) if step.has(Right.ANSWER_REFERRALS)]
    return Referral.objects.filter(post__in=posts)


def seen_referrals(user: Any) -> QuerySet[Referral]:
    """What was sent to the user's department, or from among the needs that the user works on."""
    worked = Need.objects.filter(handled(footings(user)))
    to = referrals_to(user).values("pk")
    return Referral.objects.filter(Q(pk__in=to) | Q(need__in=worked))


def holding_to_answer_referral(user: Any, referral: Referral) -> int | None:
    """The holding by which the user answers: of the department's post."""
    return holding_of(user, referral.post)
