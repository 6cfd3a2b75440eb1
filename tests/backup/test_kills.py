"""Killed in the middle: no backup stands under its name, no row in the database to restore into.

`KILLS` says how often each is killed: once in `make test`, twenty times in `make prove`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from foundation.accounts.models import User
from foundation.backup.actions.making import make_backup
from foundation.backup.actions.restoring import look_at, restore
from foundation.backup.queries import carried, filled
from foundation.files.storage import PART
from tests.backup.conftest import OTHER
from tests.processes import database_environment

# What is killed is our process; the database that it leaves is SQLite's to mend, or its server's.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]
KILLS = int(os.environ.get("KILLS", "1"))


def killed(act: str, file: Path, **more: str) -> None:
    """Run it until it is killed at one of the later models."""
    label = random.choice(carried()[20:])._meta.label_lower
    command = [sys.executable, "-m", "tests.backup.kill", act, str(file), label]
    environment = {**os.environ, **database_environment(), **more}
    assert subprocess.run(command, env=environment, check=False).returncode == -signal.SIGKILL


def test_a_backup_that_is_killed_stands_under_no_name(tmp_path: Path):
    User.objects.create(username="clerk")
    for _ in range(KILLS):
        killed("backup", tmp_path / "a.zip")
        assert not (tmp_path / "a.zip").exists()
    left = list(tmp_path.glob("a.zip*"))
    assert len(left) == KILLS
    assert all(path.name.endswith(PART) for path in left)
    make_backup(tmp_path / "a.zip")
    assert look_at(tmp_path / "a.zip").rows["foundation.user"] == 1


def test_a_restore_that_is_killed_leaves_the_database_empty(tmp_path: Path, other: Any):
    User.objects.create(username="clerk")
    make_backup(tmp_path / "a.zip")
    file = other.settings_dict["NAME"]
    for _ in range(KILLS):
        killed("restore", tmp_path / "a.zip", DATABASE_URL=f"sqlite:///{file}")
    with other.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert filled(OTHER) == []
    restore(tmp_path / "a.zip", using=OTHER)
    assert User.objects.using(OTHER).get().username == "clerk"
