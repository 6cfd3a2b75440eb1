"""People as they are known here: behind an account, a need, a name with a number."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField
from django.utils import timezone

from foundation.prepared import Later, Prepared
from residents.access.reporters import root_of, same_people, user_key
from residents.models import Need, Person

SLIP_SHOWN = timedelta(hours=24)  # to whoever sends the same form again, like a visitor's draft


def person_of(user: Any) -> Person | None:
    """The person behind an account; whom they were merged into, if they were."""
    return Person.objects.filter(pk__in=root_of(user)).first() if user_key(user) else None


def account_of(person: Person) -> int | None:
    """The key of the account that word to a person goes to: the own one, or that of another entry
    of the same person. One query, or none."""
    if person.user_id:
        return person.user_id
    same = same_people(person).filter(user__isnull=False)
    return same.order_by("pk").values_list("user", flat=True).first()


def number_of(need: Need) -> str:
    """The number that whoever raised the need is reached by; "" where none is known."""
    return need.reporter_phone or (need.reporter.phone if need.reporter else "")


def person_named(name: str, phone: str) -> Person | None:
    """Who is known by this very name and number; whom they were merged into, if they were."""
    index = Person._meta.get_field("phone_index").of(phone)
    same = Person.objects.select_related("merged_into").filter(
        name=name.strip(), phone_index=index, erased_at__isnull=True
    )
    person = same.order_by("pk").first() if phone and name.strip() else None
    return (person.merged_into or person) if person else None


def need_sent(client_key: str) -> Need | None:
    """The need that a form with this key has already become."""
    return SENT.first(key=client_key) if client_key else None


SENT = Prepared(lambda: Need.objects.filter(client_key=Later("key", CharField())).order_by())


def slip_still_shown(need: Need, now: datetime | None = None) -> bool:
    """Whether sending its form again still shows the slip: for a day after it was raised, so that
    a page left open on a shared device does not open the need for good."""
    return need.created_at > (now or timezone.now()) - SLIP_SHOWN
