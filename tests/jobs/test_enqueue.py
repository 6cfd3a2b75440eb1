"""Asking for a job: once per key, in the writer's transaction, whatever the broker does."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from celery import current_app
from django.db import transaction
from django.utils import timezone

from foundation.accounts.models import User
from foundation.actor import ActorKind, person, visitor
from foundation.jobs import actions as jobs
from foundation.jobs.models import Job, JobState
from tests.processes import database_environment
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True)
# Workers of one test run share the queue folder.
KIND = f"tests.enqueued_{os.getpid()}"


def messages() -> list[Path]:
    folder = Path(os.environ["DATA_DIR"], "queue", "messages")
    return [path for path in folder.iterdir() if KIND in path.read_text()]


@pytest.fixture(autouse=True)
def _empty_queue():
    for path in messages():
        path.unlink()


def test_row_and_message_come_with_the_commit():
    user = User.objects.create(username="clerk")
    with transaction.atomic():
        job = jobs.enqueue(KIND, key="a", by=person(user), need=7, day=date(2026, 1, 2))
        assert messages() == []
    assert len(messages()) == 1
    job.refresh_from_db()
    assert (job.arguments, job.state) == ({"need": 7, "day": "2026-01-02"}, JobState.WAITING)
    assert (job.by.kind, job.by.user, job.by.job) == (ActorKind.CLOCK, user, KIND)


def test_rollback_leaves_neither():
    with transaction.atomic():
        jobs.enqueue(KIND, key="a", by=visitor())
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert messages() == []


def test_asking_twice_is_asking_once_also_at_the_same_moment(figure):
    found = race(8, lambda _: jobs.enqueue(KIND, key="a", by=visitor(), need=1).pk)
    assert found == [Job.objects.get().pk] * 8
    assert len(messages()) == 1
    figure(f"a job asked for {len(found)} times: {len(messages())}", bound="once")


def test_key_of_another_kind_is_a_mistake():
    jobs.enqueue(KIND, key="a", by=visitor())
    with pytest.raises(ValueError, match="belongs to"):
        jobs.enqueue("tests.other", key="a", by=visitor())


@pytest.mark.parametrize("words", ["王小明", "a b", {"phone": 1}, 1.5, b"x", ["x", "路灯"]])
def test_names_and_words_are_not_carried(words):
    with pytest.raises(ValueError, match="keys and codes only"):
        jobs.enqueue(KIND, key="a", by=visitor(), words=words)
    assert not Job.objects.exists()


WRITE = """
import django; django.setup()
import sys, time
from django.db import transaction
from foundation.actor import visitor
from foundation.accounts.models import User
from foundation.jobs import actions as jobs
began = time.monotonic()
with transaction.atomic():
    jobs.enqueue(sys.argv[1], key="a", by=visitor())
    User.objects.create(username="kept")
print(time.monotonic() - began)
"""


def test_dead_broker_costs_no_write():
    environment = {**os.environ, **database_environment(), "REDIS_URL": "redis://127.0.0.1:1/0"}
    done = subprocess.run(
        [sys.executable, "-c", WRITE, KIND],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(done.stdout) < 5
    assert User.objects.filter(username="kept").exists()
    assert Job.objects.get().state == JobState.WAITING
    assert messages() == []
    assert jobs.reap(now=timezone.now() + timedelta(minutes=3)) == 1
    assert len(messages()) == 1


def test_other_threads_send_through_our_application():
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.append(current_app.main))
    thread.start()
    thread.join()
    assert found == ["gaoqiao"]


def test_later_jobs_wait_for_their_time():
    due = timezone.now() + timedelta(hours=1)
    job = jobs.enqueue(KIND, key="a", by=visitor(), not_before=due)
    assert messages() == []
    assert jobs.take(job.pk, kind=KIND) is None
    assert jobs.reap(now=due - timedelta(seconds=1)) == 0
    assert jobs.reap(now=due) == 1
    assert jobs.take(job.pk, kind=KIND, now=due) is not None
