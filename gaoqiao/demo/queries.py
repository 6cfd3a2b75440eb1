"""What the demo looks at before it begins, and in what it finds its parts."""

from __future__ import annotations

from django.db.models import QuerySet

from foundation.accounts.models import User
from residents.models import NeedCategory, Person, Place, Post


def has_people() -> bool:
    """Whether anybody was entered or has an account: then it is no empty database."""
    return Person.objects.exists() or User.objects.exists()


def posts_of(town: Place) -> QuerySet[Post]:
    """The posts of the town and of its places, in the order in which they were made."""
    return Post.objects.filter(place__in=Place.objects.within(town.path)).order_by("pk")


def categories() -> dict[str, NeedCategory]:
    """The kinds of needs by key."""
    return {category.key: category for category in NeedCategory.objects.all()}
