"""When a service was last changed, or its venue, or who runs it: the record says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, Max, OuterRef, Q
from django.db.models.functions import Cast

from foundation.record.models import Entry, Result
from foundation.record.subjects import label_of
from residents.models import Organization, Venue
from services.models import Listing

# What an answer is made of, by the column of the listing that holds its key.
SUBJECTS: dict[str, type[Any]] = {"pk": Listing, "venue_id": Venue, "provider_id": Organization}


def changed_at(listings: Iterable[Listing]) -> dict[int, datetime]:
    """By listing, the last act on it, its venue or its provider; else when it began. One query."""
    listings = list(listings)
    asked = Q(pk__in=[])
    for column, model in SUBJECTS.items():
        keys = {str(getattr(one, column)) for one in listings if getattr(one, column)}
        asked |= Q(subject_label=label_of(model), subject_key__in=keys)
    rows = Entry.objects.filter(asked, result=Result.DONE).order_by()
    told = rows.values_list("subject_label", "subject_key").annotate(last=Max("at"))
    last = {(label, key): at for label, key, at in told}
    return {
        one.pk: max(
            one.created_at,
            *(
                last.get((label_of(model), str(getattr(one, column))), one.created_at)
                for column, model in SUBJECTS.items()
            ),
        )
        for one in listings
    }


def changed_since(moment: datetime) -> Q:
    """The condition that a listing is as `changed_at` says on or after a moment."""
    condition = Q(created_at__gte=moment)
    for column, model in SUBJECTS.items():
        acts = Entry.objects.filter(
            subject_label=label_of(model),
            subject_key=Cast(OuterRef(column), CharField()),
            at__gte=moment,
            result=Result.DONE,
        )
        condition |= Q(Exists(acts))
    return condition
