"""A job may begin more than once; it ends once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from celery import current_app
from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.actor import person, visitor
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job, JobState
from foundation.jobs.tasks import job as job_task
from foundation.numbering.models import Counter
from foundation.refusals import NotAllowed, Refused
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)
KIND = f"tests.leased_{os.getpid()}"


@pytest.fixture
def now() -> datetime:
    return timezone.now() + timedelta(seconds=1)


@pytest.fixture
def task() -> Iterator[Callable[..., Any]]:
    """Makes a task of a function; forgotten afterwards: Celery keeps a name's first one."""
    yield job_task(KIND)
    current_app.tasks.pop(KIND, None)


def make_job(key: str = "a") -> Job:
    return jobs.enqueue(KIND, key=key, by=visitor())


def count_up(job: Job) -> dict[str, int]:
    """An effect that counts: made in one transaction with the end of the job."""
    with transaction.atomic():
        Counter.objects.get_or_create(name="effect")
        counter = Counter.objects.select_for_update().get(name="effect")
        counter.last += 1
        counter.save()
        jobs.finish(job, {"count": counter.last})
    return {}


def effects() -> int:
    return sum(counter.last for counter in Counter.objects.all())


def test_the_same_message_five_times_is_one_run(task, figure):
    made = make_job()
    run = task(count_up)
    outcomes = race(5, lambda _: run(made.pk))
    assert outcomes == [None] * 5
    made.refresh_from_db()
    assert (made.state, made.attempts, made.result) == (JobState.DONE, 1, {"count": 1})
    assert (effects(), made.progress) == (1, 100)
    run(made.pk)
    assert effects() == 1
    figure(f"a message that comes {len(outcomes) + 1} times: done {effects()} time", bound="once")


def test_control_without_the_lease_it_runs_each_time(monkeypatch, task, control):
    def take(job_id: int, **_: object) -> Job:
        Job.objects.filter(pk=job_id).update(state=JobState.RUNNING)
        return Job.objects.get(pk=job_id)

    monkeypatch.setattr(jobs, "take", take)
    made = make_job()
    run = task(count_up)
    for _ in range(5):
        run(made.pk)
    assert effects() == 5
    control(f"a message that comes 5 times: done {effects()} times")


def test_lease_over_lets_another_worker_begin_and_only_that_one_ends(now: datetime):
    made = make_job()
    first = jobs.take(made.pk, kind=KIND, now=now)
    assert first is not None
    later = now + jobs.LEASE
    assert jobs.take(made.pk, kind=KIND, now=later - timedelta(seconds=1)) is None
    second = jobs.take(made.pk, kind=KIND, now=later)
    assert second is not None
    with pytest.raises(jobs.LeaseLost):
        count_up(first)
    assert effects() == 0
    with pytest.raises(jobs.LeaseLost):
        jobs.progress(first, 50)
    jobs.fail(first, ValueError())
    count_up(second)
    made.refresh_from_db()
    assert (made.state, made.attempts, effects()) == (JobState.DONE, 2, 1)


def test_progress_keeps_the_lease(now: datetime):
    made = make_job()
    taken = jobs.take(made.pk, kind=KIND, now=now)
    assert taken is not None
    jobs.progress(taken, 40, now=now + jobs.LEASE / 2)
    assert jobs.take(made.pk, kind=KIND, now=now + jobs.LEASE) is None
    assert Job.objects.get().progress == 40


def test_reaper_sends_what_is_lost_and_gives_up_in_the_end(monkeypatch, now: datetime):
    sent: list[int] = []
    monkeypatch.setattr(jobs, "_send", lambda kind, job_id: sent.append(job_id))
    made = make_job()
    sent.clear()
    assert jobs.reap(now=now) == 0
    now = now + jobs.RESEND_AFTER + timedelta(seconds=1)
    assert (jobs.reap(now=now), jobs.reap(now=now)) == (1, 0)
    for _ in range(jobs.ATTEMPTS):
        assert jobs.take(made.pk, kind=KIND, now=now) is not None
        now += jobs.LEASE
    assert jobs.reap(now=now) == 0
    made.refresh_from_db()
    assert (made.state, made.attempts) == (JobState.FAILED, jobs.ATTEMPTS)
    assert jobs.take(made.pk, kind=KIND, now=now) is None
    assert sent == [made.pk]


def test_error_is_tried_again_later_and_says_only_its_kind(caplog, task, now: datetime):
    words = "王小明" + " 13800000000"

    @task
    def broken(job: Job) -> None:
        raise ValueError(words)

    made = make_job()
    broken(made.pk)
    made.refresh_from_db()
    assert (made.state, made.result) == (JobState.WAITING, {"error": "ValueError"})
    assert made.not_before > timezone.now() + timedelta(seconds=20)
    assert "ValueError" in caplog.text
    assert "王小明" not in caplog.text
    broken(made.pk)
    assert Job.objects.get().attempts == 1
    for _ in range(jobs.ATTEMPTS - 1):
        Job.objects.update(not_before=timezone.now())
        broken(made.pk)
    assert Job.objects.get().state == JobState.FAILED


@pytest.mark.parametrize("error", [Refused("closed"), NotAllowed("no longer yours")])
def test_refusal_ends_the_job_at_once(error: Exception, task):
    @task
    def refusing(job: Job) -> None:
        raise error

    made = make_job()
    refusing(made.pk)
    made.refresh_from_db()
    assert (made.state, made.attempts) == (JobState.FAILED, 1)
    assert made.ended_at is not None


def test_job_acts_for_who_asked(task):
    user = User.objects.create(username="clerk")
    found = []

    @task
    def acting(job: Job) -> None:
        found.append(job.by)

    acting(jobs.enqueue(KIND, key="b", by=person(user)).pk)
    assert (found[0].user, found[0].job, found[0].channel) == (user, KIND, "clock")
