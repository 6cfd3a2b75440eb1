"""A real worker on the filesystem broker, its child killed in the middle of a job."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from foundation.jobs.models import Job, JobState
from foundation.numbering.models import Counter
from tests.fixtures.told import Figure
from tests.processes import database_environment

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 25


ASK = """
import django; django.setup()
from celery import current_app
from foundation.actor import visitor
from foundation.jobs import actions as jobs
jobs.enqueue("tests.slow", key="a", by=visitor())
current_app.send_task("tests.bare")
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A queue of this test's own."""
    for name in ("messages", "control"):
        (tmp_path / "queue" / name).mkdir(parents=True)
    mine = {"DATA_DIR": str(tmp_path), "TOLD": str(tmp_path)}
    return {**os.environ, **database_environment(), **mine}


@pytest.fixture
def worker(environment: dict[str, str], tmp_path: Path) -> Iterator[Path]:
    """Starts the worker with the clock; yields the folder in which its children tell things."""
    command = [sys.executable, "-m", "celery", "-A", "gaoqiao", "worker", "-B", "--concurrency=2"]
    command += ["--include=tests.jobs.worker", "--loglevel=INFO"]
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    yield tmp_path
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def wait_until(true: Callable[[], object], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < deadline, log.read_text(errors="replace")[-3000:]
        time.sleep(0.05)


def pids(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def test_killed_job_ends_exactly_once_and_a_bare_task_never(
    worker: Path,
    environment: dict[str, str],
    figure: Figure,
    control: Callable[[str], None],
):
    subprocess.run([sys.executable, "-c", ASK], env=environment, check=True)
    wait_until(lambda: pids(worker / "slow") and pids(worker / "bare"), worker / "log")
    for name in ("slow", "bare"):
        os.kill(pids(worker / name)[0], signal.SIGKILL)
    wait_until(lambda: Job.objects.get().state == JobState.DONE, worker / "log")
    time.sleep(1.5)
    job = Job.objects.get()
    assert (job.state, job.attempts, job.progress) == (JobState.DONE, 2, 100)
    assert [counter.name for counter in Counter.objects.all()] == ["slow 2"]
    assert len(pids(worker / "slow")) == 2
    assert not (worker / "bare-ended").exists(), "the control ended: the Job row proves nothing"
    figure(f"1 killed, done {Counter.objects.count()} time", bound="once")
    control("a bare task that is killed: never ended")
