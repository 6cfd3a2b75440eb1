"""Kinds of need, as forms and pages offer them."""

from django.db.models import QuerySet

from residents.models import NeedCategory
from residents.models.place import in_force

UNSORTED_WORKDAYS = 5  # until a clerk has said what kind of need it is


def categories_handled() -> QuerySet[NeedCategory]:
    """The kinds that the portal takes, in their order."""
    return NeedCategory.objects.filter(in_force(), hand_off="")


def categories_handed_off() -> QuerySet[NeedCategory]:
    """The kinds that are not for the portal, with the number to call."""
    return NeedCategory.objects.exclude(hand_off="").filter(in_force())


def all_categories() -> QuerySet[NeedCategory]:
    """Every kind, ended ones too."""
    return NeedCategory.objects.all()


def handled_category(key: str) -> NeedCategory | None:
    """The kind with this key, if the portal takes it."""
    return categories_handled().filter(key=key).first() if key else None


def answer_workdays(category: NeedCategory | None) -> int:
    """The working days within which a need of the kind is answered."""
    return category.workdays if category else UNSORTED_WORKDAYS
