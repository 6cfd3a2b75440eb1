"""Killed in the middle (the worker's child, the worker, all of it), every report and every filled
form ends exactly once.

`KILLS` says how often each is killed: twenty times in `make prove`, once in `.ci/run`. It is
collected only when it is named.
"""

from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from foundation import actor
from foundation.files import actions as files
from foundation.files.models import Attachment, private_storage
from foundation.files.storage import PART
from foundation.jobs.models import Job, JobState
from foundation.record.models import Entry
from gaoqiao.reports.actions.asking import ask_report
from gaoqiao.reports.actions.fills import ask_fill
from gaoqiao.reports.models import FormFill, FormTemplate, ReportRun
from gaoqiao.reports.periods import past_periods
from gaoqiao.reports.queries.fills import job_of
from gaoqiao.reports.queries.progress import jobs_of
from tests.factories.forms import make_bound, make_form
from tests.factories.reports import NOW, make_clerk_of, make_definition, make_reported_town
from tests.processes import database_environment

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("KILLS", "1"))
PATIENCE_SECONDS = 60
SLOW_SECONDS = 0.25
ROUNDS = 12  # of the clock after a kill; with the guards it is over after ten at most
VICTIMS = ("child", "worker", "all")


class Crew:
    """A worker with the clock, and what its children tell."""

    def __init__(self, folder: Path, **more: str) -> None:
        for name in ("messages", "control"):
            (folder / "queue" / name).mkdir(parents=True, exist_ok=True)
        mine = {"DATA_DIR": str(folder), "TOLD": str(folder), "SLOW": str(SLOW_SECONDS), **more}
        self.folder, self.environment = folder, {**os.environ, **database_environment(), **mine}
        self.processes: list[subprocess.Popen] = []
        self.start()

    def start(self) -> None:
        """One more worker."""
        command = [sys.executable, "-m", "celery", "-A", "gaoqiao", "worker", "-B"]
        command += ["--concurrency=2", "--include=tests.reports.worker", "--loglevel=WARNING"]
        (self.folder / "queue" / "clock").unlink(missing_ok=True)
        with (self.folder / "log").open("ab") as log:
            self.processes.append(
                subprocess.Popen(
                    command, env=self.environment, stdout=log, stderr=log, start_new_session=True
                )
            )

    def pids(self, point: str) -> list[int]:
        """Who has come to a point, in that order."""
        told = self.folder / point
        return [int(line) for line in told.read_text().split()] if told.exists() else []

    def kill(self, what: str, point: str) -> None:
        """End a process at once, and put another in its place where nobody else does."""
        parent = self.processes[-1].pid
        (self.folder / "killed").touch()
        if what == "child":
            os.kill(self.pids(point)[-1], signal.SIGKILL)
        elif what == "worker":
            os.kill(parent, signal.SIGKILL)
        else:
            os.killpg(parent, signal.SIGKILL)
        if what != "child":
            self.start()

    def end(self) -> None:
        """Nothing of it is left."""
        for process in self.processes:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            finally:
                process.wait()

    def wait_until(self, true, seconds: float = PATIENCE_SECONDS) -> None:
        """Until it is so; fails with the end of the workers' log."""
        deadline = time.monotonic() + seconds
        while not true():
            log = (self.folder / "log").read_text(errors="replace")[-3000:]
            assert time.monotonic() < deadline, log
            time.sleep(0.05)


@pytest.fixture
def files_in(settings, monkeypatch):
    """Lets the test's own process keep its files where a crew does."""

    def move(folder):
        options = {"location": folder / "files/private"}
        private = {**settings.STORAGES["private"], "OPTIONS": options}
        settings.STORAGES = {**settings.STORAGES, "private": private}
        # The field asked for its storage when the model was made.
        monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", private_storage())

    return move


@pytest.fixture
def crew(tmp_path, files_in):
    """Makes a crew; the files of the test's own process are those of the crew."""
    files_in(tmp_path)
    made = []

    def make(**more):
        made.append(Crew(tmp_path, **more))
        return made[-1]

    yield make
    for one in made:
        one.end()


@pytest.fixture(scope="module")
def crew_without_guards(django_db_setup, tmp_path_factory):
    """A crew in which nobody looks for what was lost, for one control after the other."""
    made = Crew(tmp_path_factory.mktemp("unguarded"), REPORT_GUARDS="off")
    yield made
    made.end()


@dataclass(frozen=True)
class Subject:
    """What is killed: how it is asked for, where it is hit, and what stands at its end."""

    called: str
    model: Any
    ask: Callable[[Any, int], Any]
    points: tuple[str, str]  # counting; writing the files, inside the last transaction
    verb: str
    jobs: Callable[[Any], Any]
    last_job: str
    files: int


def period_back(number):
    return past_periods("month", timezone.localdate(NOW), number + 1)[-1]


def a_report(town, number):
    definition, by = make_definition(), actor.clock("tests")
    return ask_report(by=by, definition=definition, place=town, period=period_back(number), now=NOW)


def a_filled_form(town, number):
    form = FormTemplate.objects.first()
    if form is None:
        clerk = make_clerk_of(town)
        form = make_form(town, clerk)
        make_bound(form, clerk, "Sheet1!B3", "needs_raised")
    return ask_fill(by=actor.clock("tests"), form=form, period=period_back(number), now=NOW)


def job_of_fill(fill):
    return Job.objects.filter(pk=job_of(fill).pk)


SUBJECTS = {
    "report": Subject(
        *("Reports", ReportRun, a_report, ("part", "file"), "report.finished"),
        *(jobs_of, "reports.finish_run", 2),
    ),
    "form": Subject(
        *("Filled forms", FormFill, a_filled_form, ("fill", "file"), "form.filled"),
        *(job_of_fill, "reports.fill_form", 1),
    ),
}


@pytest.fixture(params=SUBJECTS)
def subject(request):
    return SUBJECTS[request.param]


def is_done(row):
    return type(row).objects.filter(pk=row.pk, state="done").exists()


def point_of(subject, number):
    """Where the kill of a number falls: each of the three at either point in turn."""
    return subject.points[(number // 3 + number % 3) % 2]


def killed_once(crew, subject, town, number, what, rng):
    """Ask for one, kill at a moment of it, and see it end all the same."""
    point = point_of(subject, number)
    before = len(crew.pids(point))
    row = subject.ask(town, number)
    crew.wait_until(lambda: len(crew.pids(point)) > before)
    time.sleep(rng.uniform(0, 2 * SLOW_SECONDS))
    crew.kill(what, point)
    return row


def table(subject, asked, waited):
    """What was killed where, how often, and what became of it: what `make prove` ends with."""
    found = {}
    for number, (row, seconds) in enumerate(zip(asked, waited, strict=True)):
        ends = Entry.objects.filter(verb=subject.verb, subject_key=str(row.pk)).count()
        again = subject.jobs(row).filter(attempts__gt=1).exists()
        key = (VICTIMS[number % 3], point_of(subject, number))
        found.setdefault(key, []).append((ends == 1, again, seconds))
    lines = [f"{'killed':8}{'at':6}{'times':>7}{'ended once':>12}{'begun anew':>12}{'longest':>10}"]
    for (what, point), kills in sorted(found.items()):
        once, again, seconds = zip(*kills, strict=True)
        counts = f"{len(kills):>7}{sum(once):>12}{sum(again):>12}{max(seconds):>8.1f} s"
        lines.append(f"{what:8}{point:6}{counts}")
    return ["", f"{subject.called}, killed in the middle:", *lines]


def test_every_one_ends_exactly_once_whoever_is_killed(crew, subject, tmp_path, tell, figure):
    town, rng = make_reported_town(villages=1), random.Random(20)
    workers, asked, waited = crew(), [], []
    for number in range(3 * KILLS):
        began = time.monotonic()
        asked.append(killed_once(workers, subject, town, number, VICTIMS[number % 3], rng))
        workers.wait_until(lambda: is_done(asked[-1]))
        waited.append(time.monotonic() - began)
    time.sleep(2.5)  # longer than a lease: whoever was late has had the time to do it again
    assert set(subject.model.objects.values_list("state", flat=True)) == {"done"}
    assert Entry.objects.filter(verb=subject.verb).count() == len(asked)
    ours = Job.objects.filter(kind__startswith="reports.")
    assert ours.exclude(state=JobState.DONE).count() == 0
    assert ours.filter(kind=subject.last_job).count() == len(asked)
    rows = list(Attachment.objects.all())
    uploaded = FormTemplate.objects.count()
    assert len(rows) == subject.files * len(asked) + uploaded
    for row in rows:
        data = (tmp_path / "files/private" / row.file.name).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (row.size, row.sha256)
    workers.end()
    files.sweep(now=timezone.now() + timedelta(days=2))
    left = sorted(files.files_in(private_storage()))
    assert left == sorted(row.file.name for row in rows)
    assert not any(name.endswith(PART) for name in left)
    assert ours.filter(attempts__gt=1).exists(), "nothing was hit: the kills prove nothing"
    ends = Entry.objects.filter(verb=subject.verb).count()
    figure(
        f"{subject.called.lower()}: {len(asked)} kills, {ends} ended, at most {max(waited):.0f} s",
        bound="each once",
    )
    if KILLS > 1:
        tell(table(subject, asked, waited))


def test_control_without_the_guards_what_is_killed_never_ends(
    crew_without_guards, files_in, subject, control
):
    town, workers = make_reported_town(villages=1), crew_without_guards
    files_in(workers.folder)
    (workers.folder / "killed").unlink(missing_ok=True)
    row = killed_once(workers, subject, town, 0, "child", random.Random(20))
    rounds = len(workers.pids("round"))
    workers.wait_until(lambda: len(workers.pids("round")) >= rounds + ROUNDS)
    assert not is_done(row)
    assert Attachment.objects.count() == FormTemplate.objects.count()
    ended = Entry.objects.filter(verb=subject.verb).count()
    control(f"{subject.called.lower()}: 1 killed, {ended} ended")
