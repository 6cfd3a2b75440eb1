"""Long proofs, which only `make prove` names: a town of a hundred thousand residents (how long its
backup takes, how much memory, and how long until it stands again), and restores that are killed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from foundation.accounts.models import User
from foundation.actor import clock
from foundation.backup.actions.making import make_backup
from foundation.backup.actions.restoring import look_at
from foundation.backup.queries import filled
from foundation.record.models import Entry
from residents.models import Person
from tests.backup.conftest import OTHER
from tests.backup.test_kills import KILLS, killed
from tests.processes import database_environment

pytestmark = pytest.mark.django_db(transaction=True)
FEW, MANY = 2_000, 100_000
MORE_MEMORY_KB = 8_000  # ten times as much would be kept by who keeps every row
RESTORED_SECONDS = 600


def residents(since: int, until: int) -> None:
    """People with an encrypted telephone number, and an entry of the record each."""
    for start in range(since, until, 2_000):
        numbers = range(start, min(start + 2_000, until))
        Person.objects.bulk_create(Person(name=f"王示范{n}", phone=f"138{n:08}") for n in numbers)
        Entry.objects.bulk_create(
            Entry(
                actor_kind=clock("tests").kind,
                channel="web",
                verb="person.entered",
                subject_label="residents.person",
                subject_key=str(n),
            )
            for n in numbers
        )


# Its own account: what `wait` says of a process counts the memory of the one that started it, too.
PROGRAM = """
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[1:]])
print(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0], file=sys.stderr)
"""


def run(*words: str, **more: str) -> tuple[float, int]:
    """Seconds and the most memory, in KB, of `manage.py` with these words."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env={**os.environ, **database_environment(), **more},
        capture_output=True,
        text=True,
        check=True,
    )
    return time.monotonic() - began, int(done.stderr)


def test_memory_does_not_grow_with_the_town_and_it_stands_again_in_time(
    tmp_path: Path, other: Any, tell: Callable[[list[str]], None]
):
    lines = [f"{'':22}{'rows':>10}{'seconds':>10}{'memory MB':>11}{'file MB':>9}"]

    def measured(what: str, path: Path, *words: str, **more: str) -> int:
        seconds, memory = run(*words, str(path), **more)
        rows, size = sum(look_at(path).rows.values()), path.stat().st_size
        lines.append(f"{what:22}{rows:>10}{seconds:>10.1f}{memory / 1e3:>11.0f}{size / 1e6:>9.1f}")
        assert seconds < RESTORED_SECONDS
        return memory

    residents(0, FEW)
    few = measured("backup", tmp_path / "few.zip", "backup")
    residents(FEW, MANY)
    many = measured("backup", tmp_path / "many.zip", "backup")
    file = {"DATABASE_URL": f"sqlite:///{other.settings_dict['NAME']}"}
    restored = measured("restored into SQLite", tmp_path / "many.zip", "restore", **file)
    again = measured("backup of that", tmp_path / "again.zip", "backup", **file)
    assert look_at(tmp_path / "again.zip").rows == look_at(tmp_path / "many.zip").rows
    tell(["", f"Backups of a large town, from {connection.vendor}:", *lines])
    assert max(many, restored, again) - few < MORE_MEMORY_KB


@pytest.mark.sqlite
def test_a_restore_that_is_killed_leaves_the_database_empty(tmp_path: Path, other: Any, tell: Any):
    """And control: without its transaction rows are left."""
    User.objects.create(username="clerk")
    make_backup(tmp_path / "a.zip")
    there = {"DATABASE_URL": f"sqlite:///{other.settings_dict['NAME']}"}
    for _ in range(KILLS):
        killed("restore", tmp_path / "a.zip", **there)
        assert filled(OTHER) == []
    with other.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    killed("restore", tmp_path / "a.zip", **there, APART="1")
    assert filled(OTHER) == ["foundation.user"]
    tell(["", f"Restore: {KILLS} killed, none left a row; control without the transaction: 1 of 1"])
