"""Keeping the counts behind the filters: what an act changes of a service, they change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import connection

from services.models import Counted, CountStep
from services.queries.counted import WHOLE, is_whole, said_now, whole_days
from services.steps import Key, steps_of

AHEAD = 2  # days, today included, so that the clock may come at any hour of the day before
AT_ONCE = 500
TABLE = CountStep._meta.db_table
ADD = (
    f"INSERT INTO {TABLE} (day, name, place, minute, change) VALUES {{rows}}"
    " ON CONFLICT (day, name, place, minute)"
    f" DO UPDATE SET change = {TABLE}.change + excluded.change"
)


def recount(keys: Iterable[int], today: date) -> None:
    """Count these listings as they stand now. Harmless where nothing has changed; the listings are
    locked by the caller."""
    keys = list(keys)
    days = {today + timedelta(days=ahead) for ahead in range(AHEAD)} | whole_days()
    before = {row.pk: row.said for row in Counted.objects.filter(pk__in=keys)}
    after = said_now(keys, days)
    changed = [key for key in keys if before.get(key) != after.get(key)]
    changes: Counter[Key] = Counter()
    for key in changed:
        changes.update(steps_of(after.get(key)))
        changes.subtract(steps_of(before.get(key)))
    first = min(days).isoformat()
    write({key: change for key, change in changes.items() if change and key[0] >= first})
    Counted.objects.filter(pk__in=[key for key in changed if key not in after]).delete()
    Counted.objects.bulk_create(
        [Counted(listing_id=key, said=after[key]) for key in changed if key in after],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["listing"],
        update_fields=["said"],
    )


def write(changes: Mapping[Key, int]) -> None:
    """Add to the steps, always in the same order, the row that is the day's own before all."""
    own = (WHOLE["name"], WHOLE["place"], WHOLE["minute"], 0)
    rows = sorted(
        {(*key, change) for key, change in changes.items()} | {(key[0], *own) for key in changes}
    )
    with connection.cursor() as cursor:
        for at in range(0, len(rows), AT_ONCE):
            some = rows[at : at + AT_ONCE]
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(ADD.format(rows=places), [value for row in some for value in row])


def close_counts(today: date) -> None:
    """Forget the counts of past days, and say on which of the coming ones every service is counted:
    on these, pages go by the counts."""
    CountStep.objects.filter(day__lt=today).delete()
    for ahead in range(AHEAD):
        day = today + timedelta(days=ahead)
        whole = {"change": int(is_whole(day))}
        CountStep.objects.update_or_create(day=day, **WHOLE, defaults=whole)
