"""Keeping the counts behind the filters: what an act changes of a service, they change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import connection

from services.models import Counted, CountStep
from services.queries.counted import WHOLE, are_true, is_whole, said_now, whole_days
from services.steps import FORMAT, Key, Said, steps_of

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
    locked by the caller. Whoever counts next waits for the end of the act: call it last."""
    keys = list(keys)
    days = coming(today) | whole_days(today)
    before, after = said_before(keys), said_now(keys, days)
    changed = [key for key in keys if before.get(key) != after.get(key)]
    if not changed:
        return
    write(dict.fromkeys(map(own, days), 0))
    before = said_before(changed)  # as it is now that nobody else writes
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


def coming(today: date) -> set[date]:
    """The days that are counted at least."""
    return {today + timedelta(days=ahead) for ahead in range(AHEAD)}


def own(day: date) -> Key:
    """The row that is the day's own. Whoever changes counts writes those of all days before he
    reads as what a service was counted, and so has them to himself."""
    return (day.isoformat(), WHOLE["name"], WHOLE["place"], WHOLE["minute"])


def said_before(keys: Iterable[int]) -> dict[int, Said]:
    """As what these listings are counted."""
    return {row.pk: row.said for row in Counted.objects.filter(pk__in=keys)}


def write(changes: Mapping[Key, int]) -> None:
    """Add to the steps, always in the same order."""
    rows = sorted((*key, change) for key, change in changes.items())
    with connection.cursor() as cursor:
        for at in range(0, len(rows), AT_ONCE):
            some = rows[at : at + AT_ONCE]
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(ADD.format(rows=places), [value for row in some for value in row])


def check_counts(today: date) -> None:
    """Forget all counts where those of a day that pages go by are of another format or not true:
    somebody wrote to the database by hand. They are then made anew. Who locks services does so
    before."""
    kept = dict(CountStep.objects.filter(**WHOLE, day__gte=today).values_list("day", "change"))
    write(dict.fromkeys(map(own, kept), 0))
    if not all(said == FORMAT and are_true(day) for day, said in kept.items() if said):
        forget_counts()


def close_counts(today: date) -> None:
    """Forget the counts of past days, and say on which of the coming ones every service is counted:
    on these, pages go by the counts. Where they are not true after all, there are none."""
    CountStep.objects.filter(day__lt=today).delete()
    days = coming(today)
    write(dict.fromkeys(map(own, days), 0))
    whole = {day for day in days if is_whole(day)}
    CountStep.objects.filter(**WHOLE, day__in=days - whole).update(change=0)
    CountStep.objects.filter(**WHOLE, day__in=whole).update(change=FORMAT)
    if not all(map(are_true, whole)):
        forget_counts()


def forget_counts() -> None:
    """Keep no count, until every service is counted again."""
    Counted.objects.all().delete()
    CountStep.objects.all().delete()
