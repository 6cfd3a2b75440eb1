"""The clock keeps the last backups, and nobody else's."""

from __future__ import annotations

import io
import os
import shutil
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from foundation.backup.actions.making import backup_folder, make_daily
from foundation.backup.archive import opened
from foundation.jobs.models import Job
from foundation.refusals import Refused
from foundation.tasks import ask_for_backup, make_backup
from gaoqiao.celery import app

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 2, 1, 3, 30, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Where this test's backups go."""
    settings.DATA_DIR = tmp_path / "data"
    return backup_folder()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_last_ones_stay_and_others_are_left_alone(folder: Path, settings: Any):
    settings.BACKUPS_KEPT = 2
    (folder / "portal-20250101-000000.zip").touch()
    old, fresh = folder / "daily-20260101-000000.zip.x.part", folder / "portal-1.zip.y.part"
    for half, age in ((old, timedelta(days=2)), (fresh, timedelta(hours=2))):
        half.touch()
        os.utime(half, times=((NOW - age).timestamp(),) * 2)
    for day in range(3):
        make_daily(now=NOW + timedelta(days=day * 0.1))
    assert names(folder) == [
        *("daily-20260201-055400.zip", "daily-20260201-081800.zip"),
        *("portal-1.zip.y.part", "portal-20250101-000000.zip"),
    ]
    assert folder.stat().st_mode & 0o777 == 0o700


def test_none_is_made_where_none_is_kept(folder: Path, settings: Any):
    settings.BACKUPS_KEPT = 0
    assert make_daily() is None
    ask_for_backup()
    assert not Job.objects.exists()
    assert names(folder) == []


def test_the_clock_makes_one_a_day(folder: Path):
    assert app.conf.beat_schedule["make a backup"]["schedule"] == 24 * 3600
    assert app.conf.beat_schedule["make a backup"]["task"] == ask_for_backup.name
    for _time in range(2):
        ask_for_backup()
    job = Job.objects.get()
    make_backup(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"rows": 1, "files": 0, "amiss": 0})
    (made,) = folder.iterdir()
    with opened(made) as archive:
        assert archive.manifest["rows"]["foundation.user"] == 0


def test_no_backup_fills_the_disk(folder: Path, monkeypatch: Any):
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(free=100_000))
    with translation.override("en"), pytest.raises(Refused, match="no room here.* MB"):
        make_daily()
    assert names(folder) == []


def test_the_commands_say_what_they_do(folder: Path, tmp_path: Path):
    said = io.StringIO()
    with translation.override("en"):
        call_command("backup", stdout=said)
        (made,) = folder.iterdir()
        with pytest.raises(CommandError, match="There is a file of this name: "):
            call_command("backup", made)
        call_command("restore", made, "--check", stdout=said)
        with pytest.raises(CommandError, match="It cannot be read: .*No such file"):
            call_command("restore", tmp_path / "none.zip")
        call_command("restore", made, stdout=said)
    told = said.getvalue().splitlines()
    lines = [line.partition(" of 20")[0].partition(" are in ")[0] for line in told]
    assert lines == [
        "0 rows and 0 files",
        "The keys are not in it: keep DATA_DIR/env in another place.",
        *("A backup", "It is whole, and its keys are here."),
        *("A backup", "It is restored."),
    ]
    assert said.getvalue().count("with 0 rows and 0 files.") == 2
