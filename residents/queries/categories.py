"""Kinds of need, as forms and pages offer them."""

from typing import Any

from django.db.models import CharField, DateField, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from foundation.prepared import Later, Prepared
from residents.models import Need, NeedCategory, Post
from residents.models.place import in_force, in_ranges
from residents.queries.places import town_of

UNSORTED_WORKDAYS = 5  # until a clerk has said what kind of need it is


def categories_handled(today: Any = None) -> QuerySet[NeedCategory]:
    """The kinds that the portal takes, in their order."""
    return NeedCategory.objects.filter(in_force(today=today), hand_off="")


def categories_handed_off() -> QuerySet[NeedCategory]:
    """The kinds that are not for the portal, with the number to call."""
    return NeedCategory.objects.exclude(hand_off="").filter(in_force())


def all_categories() -> QuerySet[NeedCategory]:
    """Every kind, ended ones too."""
    return NeedCategory.objects.all()


def categories_of_needs() -> QuerySet[NeedCategory]:
    """The kinds that the portal takes or took, ended ones and those handed on since too."""
    needs = Need.objects.filter(category=OuterRef("pk"))
    return NeedCategory.objects.filter(Q(hand_off="") | Exists(needs))


def handled_category(key: str) -> NeedCategory | None:
    """The kind with this key, if the portal takes it."""
    return HANDLED.first(key=key, today=timezone.localdate()) if key else None


HANDLED = Prepared(
    lambda: (
        categories_handled(Later("today", DateField()))
        .filter(key=Later("key", CharField()))
        .order_by()
    )
)


def answer_workdays(category: NeedCategory | None) -> int:
    """The working days within which a need of the kind is answered."""
    return category.workdays if category else UNSORTED_WORKDAYS


def routed_post(need: Need) -> Post | None:
    """The post that needs of its kind go to, in the need's own town. A kind names one post; in
    another town of the same database it means the post of the same role and subject there.
    """
    route = need.category.route if need.category else None
    town = town_of(need.place)
    if route is None or town is None:
        return None
    return like_post(route, Post.objects.filter(in_ranges("place__path", [town.path])))


def like_post(post: Post, posts: QuerySet[Post]) -> Post | None:
    """The post itself, if it is among `posts`; else the first of them in force that has the same
    role and subject, the highest place first.
    """
    alike = posts.filter(in_force("abolished_on"), role=post.role, subject=post.subject)
    return posts.filter(pk=post.pk).first() or alike.order_by("place__path", "pk").first()
