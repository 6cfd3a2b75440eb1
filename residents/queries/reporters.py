"""Who raises a need, as the record of people knows them."""

from __future__ import annotations

from typing import Any

from residents.models import Need, Person


def person_of(user: Any) -> Person | None:
    """The person behind an account; whom they were merged into, if they were."""
    if not getattr(user, "is_authenticated", False):
        return None
    person = Person.objects.select_related("merged_into").filter(user=user.pk).first()
    return (person.merged_into or person) if person else None


def need_sent(client_key: str) -> Need | None:
    """The need that a form with this key has already become."""
    return Need.objects.filter(client_key=client_key).first() if client_key else None
