"""Ask for a job, take its lease, end it, find the lost ones.

A job may begin more than once (a worker dies, a message comes twice); it ends once. What it does
to the database belongs either in acts that are harmless to repeat, or in one transaction with
`finish`, which fails when the lease went to another worker meanwhile.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from foundation.actor import Actor
from foundation.jobs.arguments import plain
from foundation.jobs.models import Job, JobState

LEASE = timedelta(minutes=5)
ATTEMPTS = 5
FIRST_PAUSE = timedelta(seconds=30)
RESEND_AFTER = timedelta(minutes=2)
AT_ONCE = 500


class LeaseLost(Exception):
    """Another worker has the job now: roll back, its result counts and not ours."""


def enqueue(
    kind: str, *, key: str, by: Actor, not_before: datetime | None = None, **arguments: Any
) -> Job:
    """A Job row in the caller's transaction; its Celery task is sent on commit.

    `kind` is the task's name; the same `key` again gives the row that stands. A broker that is
    down costs a minute (the reaper sends again), never the caller's write.
    """
    now = timezone.now()
    job, created = Job.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "arguments": plain(arguments),
            "asked_by": by.user,
            "not_before": not_before or now,
            "sent_at": None if not_before else now,
        },
    )
    of_this_kind(kind, key, job.kind)
    if created and not not_before:
        send_on_commit(job)
    return job


def enqueue_each(kind: str, asked: Mapping[str, Mapping[str, Any]], *, by: Actor) -> None:
    """As `enqueue`, for many at once: the arguments of each by its key."""
    now = timezone.now()
    known = dict(Job.objects.filter(key__in=list(asked)).values_list("key", "kind"))
    for key, other in known.items():
        of_this_kind(kind, key, other)
    rows = [
        Job(key=key, kind=kind, arguments=plain(dict(given)), asked_by=by.user, sent_at=now)
        for key, given in asked.items()
        if key not in known
    ]
    # What a rival has asked for meanwhile stands; a second message about it does no harm.
    once: dict[str, Any] = {"unique_fields": ["key"], "update_fields": ["key"]}
    for job in Job.objects.bulk_create(rows, update_conflicts=True, **once):
        send_on_commit(job)


def of_this_kind(kind: str, key: str, other: str) -> None:
    """Raise ValueError where a key belongs to a job of another kind."""
    if other != kind:
        raise ValueError(f"the key {key} belongs to {other}, not to {kind}")


def send_on_commit(job: Job) -> None:
    """Send the message about a job once its row is there for a worker to see."""
    # Not a partial: Django names the function when it logs that it failed.
    transaction.on_commit(lambda: _send(job.kind, job.pk), robust=True)


def _send(kind: str, job_id: int) -> None:
    current_app.send_task(kind, args=[job_id], retry=False)


def take(
    job_id: int, *, kind: str, lease: timedelta = LEASE, now: datetime | None = None
) -> Job | None:
    """The job under a new lease; None if it is done, not yet due, or in another worker's hands."""
    now = now or timezone.now()
    token = secrets.token_hex(16)
    Job.objects.filter(_ready(now), pk=job_id, kind=kind, attempts__lt=ATTEMPTS).update(
        state=JobState.RUNNING,
        lease_token=token,
        lease_until=now + lease,
        attempts=F("attempts") + 1,
    )
    return Job.objects.filter(pk=job_id, lease_token=token).first()


def _ready(now: datetime) -> Q:
    waiting = Q(state=JobState.WAITING, not_before__lte=now)
    return waiting | Q(state=JobState.RUNNING, lease_until__lte=now)


def _held(job: Job) -> models.QuerySet[Job]:
    """The row as long as this worker has its lease; an old lease that nobody took still counts."""
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token)


def progress(
    job: Job, percent: int, *, lease: timedelta = LEASE, now: datetime | None = None
) -> None:
    """Say how far it is (0 to 100) and keep the lease; raises `LeaseLost`."""
    until = (now or timezone.now()) + lease
    if not _held(job).update(progress=percent, lease_until=until):
        raise LeaseLost
    job.progress, job.lease_until = percent, until


def finish(job: Job, result: dict[str, Any] | None = None, *, now: datetime | None = None) -> None:
    """End the job, once; raises `LeaseLost`, which undoes the transaction that it stands in."""
    ended = {
        "state": JobState.DONE,
        "progress": 100,
        "result": plain(result or {}),
        "ended_at": now or timezone.now(),
        "lease_until": None,
    }
    if not _held(job).update(**ended):
        raise LeaseLost
    for name, value in ended.items():
        setattr(job, name, value)


def fail(
    job: Job, error: BaseException, *, final: bool = False, now: datetime | None = None
) -> None:
    """Note what kind of error ended this attempt (never its words); the next one comes later.

    After `ATTEMPTS`, or when `final`, the job has failed. Nothing happens if the lease is lost.
    """
    now = now or timezone.now()
    over = final or job.attempts >= ATTEMPTS
    _held(job).update(
        state=JobState.FAILED if over else JobState.WAITING,
        result={"error": type(error).__name__},
        not_before=now + FIRST_PAUSE * 2 ** (job.attempts - 1),
        ended_at=now if over else None,
        lease_until=None,
        sent_at=None,
    )


def reap(*, now: datetime | None = None) -> int:
    """Send again what is due and was lost; give up what died too often. Returns how many sent."""
    now = now or timezone.now()
    Job.objects.filter(state=JobState.RUNNING, lease_until__lte=now, attempts__gte=ATTEMPTS).update(
        state=JobState.FAILED, ended_at=now, lease_until=None, result={"error": LeaseLost.__name__}
    )
    unsent = Q(sent_at=None) | Q(sent_at__lte=now - RESEND_AFTER)
    lost = Job.objects.filter(_ready(now), unsent).order_by("pk")[:AT_ONCE]
    sent = 0
    for job_id, kind in lost.values_list("pk", "kind"):
        _send(kind, job_id)
        sent += Job.objects.filter(pk=job_id).update(sent_at=now)
    return sent
