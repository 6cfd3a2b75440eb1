"""A backup that is killed in the middle stands under no name.

`KILLS` says how often: once in `make test`, twenty times in `make prove`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from foundation.accounts.models import User
from foundation.backup.actions.making import make_backup
from foundation.backup.actions.restoring import look_at
from foundation.backup.queries import carried
from foundation.files.storage import PART
from foundation.refusals import Refused
from tests.fixtures.told import Figure
from tests.processes import database_environment

# What is killed is our process; the database that it leaves is SQLite's to mend, or its server's.
pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]
KILLS = int(os.environ.get("KILLS", "1"))


def killed(act: str, file: Path, **more: str) -> None:
    """Run it until it is killed at one of the last models, when accounts are done."""
    label = random.choice(carried()[-20:])._meta.label_lower
    command = [sys.executable, "-m", "tests.backup.kill", act, str(file), label]
    environment = {**os.environ, **database_environment(), **more}
    assert subprocess.run(command, env=environment, check=False).returncode == -signal.SIGKILL


def test_a_backup_that_is_killed_stands_under_no_name(tmp_path: Path, figure: Figure):
    User.objects.create(username="clerk")
    for _ in range(KILLS):
        killed("backup", tmp_path / "a.zip")
        assert not (tmp_path / "a.zip").exists()
    left = list(tmp_path.glob("a.zip*"))
    assert len(left) == KILLS
    assert all(path.name.endswith(PART) for path in left)
    make_backup(tmp_path / "a.zip")
    assert look_at(tmp_path / "a.zip").rows["foundation.user"] == 1
    figure(f"{len(left)} backups killed, each only as {PART}", bound="none under its name")


def test_control_written_under_its_name_half_a_backup_stands_there(
    tmp_path: Path, control: Callable[[str], None]
):
    killed("backup", tmp_path / "a.zip", APART="1")
    with pytest.raises(Refused):
        look_at(tmp_path / "a.zip")
    size = (tmp_path / "a.zip").stat().st_size
    control(f"written under its name: {size} bytes of half a backup")
