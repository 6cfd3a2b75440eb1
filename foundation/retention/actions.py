"""Forgetting what is due, kind by kind and in parts, so that nobody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.module_loading import import_string

from foundation.actor import Actor
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job
from foundation.retention.kinds import Kind, kinds
from foundation.retention.queries import due


def forget_due(
    *,
    by: Actor,
    now: datetime | None = None,
    only: Iterable[Kind] | None = None,
    after_part: Callable[[], None] = lambda: None,
) -> dict[str, int]:
    """Forget all that is due, and say how many rows of each kind it was. Harmless to repeat, and
    to interrupt: each part is a transaction of its own."""
    moment = now or timezone.now()
    return {
        kind.key: forget_kind(kind, by=by, now=moment, after_part=after_part)
        for kind in (kinds() if only is None else only)
    }


def forget_kind(kind: Kind, *, by: Actor, now: datetime, after_part: Callable[[], None]) -> int:
    """Forget what is due of one kind; returns how many rows. It ends with as many as were due when
    it began, also where an act should leave rows as they were."""
    forget, number, number_due = import_string(kind.forget), 0, due(kind, now).count()
    while number < number_due:
        part = forget(now=now) if kind.swept else forget(by=by, now=now)
        if not part:
            break
        number += part
        after_part()
    return number


def ask_to_forget(*, by: Actor, now: datetime | None = None) -> Job:
    """Have what is due forgotten; once a day."""
    day = timezone.localdate(now)
    return jobs.enqueue("foundation.forget_due", key=f"forget_due:{day}", by=by)
