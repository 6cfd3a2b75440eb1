"""Who raises a need, as the record of people knows them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from residents.models import Need, Person

SLIP_SHOWN = timedelta(hours=24)  # to whoever sends the same form again, like a visitor's draft


def person_of(user: Any) -> Person | None:
    """The person behind an account; whom they were merged into, if they were."""
    if not getattr(user, "is_authenticated", False):
        return None
    person = Person.objects.select_related("merged_into").filter(user=user.pk).first()
    return (person.merged_into or person) if person else None


def need_sent(client_key: str) -> Need | None:
    """The need that a form with this key has already become."""
    return Need.objects.filter(client_key=client_key).first() if client_key else None


def slip_still_shown(need: Need, now: datetime | None = None) -> bool:
    """Whether sending its form again still shows the slip: for a day after it was raised, so that
    a page left open on a shared device does not open the need for good."""
    return need.created_at > (now or timezone.now()) - SLIP_SHOWN
