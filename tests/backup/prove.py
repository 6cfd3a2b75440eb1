"""Long proofs, which only `make prove` names: a town of a hundred thousand residents (how long its
backup takes, how much memory, and how long until it stands again), restores that are killed, and
one of an older release.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from foundation.accounts.models import User
from foundation.actor import clock
from foundation.backup.actions.making import make_backup
from foundation.backup.actions.restoring import look_at, restore
from foundation.backup.archive import FILES, opened, rows_part, written
from foundation.backup.queries import migrations
from foundation.backup.rows import as_line, columns, head
from foundation.record import apart, guards
from foundation.record.models import Entry
from foundation.search import actions as search
from foundation.search.ask import whole
from foundation.search.index import Found
from foundation.search.models import SearchDoc
from residents.models import Notice, Person
from tests import migrated
from tests.backup.conftest import OTHER
from tests.backup.planted import KEY, filled, plant
from tests.backup.test_kills import KILLS, killed
from tests.fixtures.told import Figure
from tests.processes import database_environment

pytestmark = pytest.mark.django_db(transaction=True)
FEW, MANY = 2_000, int(os.environ.get("RESIDENTS", "100000"))
MORE_MEMORY_KB = 8_000  # ten times as much would be kept by who keeps every row
RESTORED_SECONDS = 600
LATER = [("foundation", "0011_seals"), ("residents", "0017_notices_in_both_languages")]


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
import os, sys
import django
from django.core.management import execute_from_command_line
if os.environ.get("HOLD"):  # the control: every line stays in memory
    django.setup()
    from foundation.backup.archive import Part
    held, write = [], Part.write
    Part.write = lambda part, data: (held.append(bytes(data)), write(part, data))[1]
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
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began, int(done.stderr)


def test_memory_does_not_grow_with_the_town_and_it_stands_again_in_time(
    tmp_path: Path,
    other: Any,
    tell: Callable[[list[str]], None],
    figure: Figure,
    control: Callable[[str], None],
):
    lines = [f"{'':22}{'rows':>10}{'seconds':>10}{'memory MB':>11}{'file MB':>9}"]

    longest = {}

    def measured(what: str, path: Path, *words: str, **more: str) -> int:
        seconds, memory = run(*words, str(path), **more)
        rows, size = sum(look_at(path).rows.values()), path.stat().st_size
        lines.append(f"{what:22}{rows:>10}{seconds:>10.1f}{memory / 1e3:>11.0f}{size / 1e6:>9.1f}")
        longest[what] = seconds
        assert seconds < RESTORED_SECONDS
        return memory

    memory, holding = {}, {}
    for size, since, until in (("few", 0, FEW), ("many", FEW, MANY)):
        residents(since, until)
        first, second = tmp_path / f"{size}.zip", tmp_path / f"{size}-again.zip"
        there = without_tables(other)
        memory[size] = [
            measured("backup", first, "backup"),
            measured("restored elsewhere", first, "restore", **there),
            measured("backup of that", second, "backup", **there),
        ]
        _seconds, holding[size] = run("backup", str(tmp_path / f"{size}-held.zip"), HOLD="1")
        assert look_at(second).rows == look_at(first).rows
    tell(["", f"Backups of a large town, {connection.vendor}:", *lines])
    grown = [many - few for few, many in zip(memory["few"], memory["many"], strict=True)]
    assert max(grown) < MORE_MEMORY_KB, grown
    figure(
        f"{MANY} residents: backup in {longest['backup']:.0f} s, restored in"
        f" {longest['restored elsewhere']:.0f} s",
        bound=f"{RESTORED_SECONDS} s",
    )
    figure(
        f"{max(grown) / 1e3:.1f} MB more memory than for {FEW}",
        bound=f"{MORE_MEMORY_KB / 1e3:.0f} MB",
    )
    more = holding["many"] - holding["few"]
    assert more > MORE_MEMORY_KB, "whoever keeps every row is not seen: the measure proves nothing"
    control(f"a backup that keeps every row: {more / 1e3:.1f} MB more")


@pytest.mark.sqlite
def test_a_restore_that_is_killed_leaves_the_database_empty(
    tmp_path: Path, other: Any, figure: Figure, control: Callable[[str], None]
):
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
    left = filled(OTHER)
    assert left == ["foundation.user"]
    figure(f"{KILLS} restores killed, none left a row", bound="no row")
    control(f"a restore without its transaction: {len(left)} model with rows")


def without_tables(other: Any) -> dict[str, str]:
    """An empty database of the round's own sort; the environment of who is to fill it."""
    if connection.vendor == "postgresql":
        server = os.environ["TEST_DATABASE_URL"]
        migrated.ask(server, "DROP DATABASE IF EXISTS {}", OTHER)
        migrated.ask(server, "CREATE DATABASE {}", OTHER)
        return {"DATABASE_URL": f"{server.rpartition('/')[0]}/{OTHER}"}
    other.close()
    for file in Path(other.settings_dict["NAME"]).parent.glob("other.sqlite3*"):
        file.unlink()
    return {"DATABASE_URL": f"sqlite:///{other.settings_dict['NAME']}"}


@pytest.mark.sqlite
def test_a_backup_of_an_older_release_is_restored_and_brought_up_to_date(
    tmp_path: Path, other: Any, figure: Figure
):
    """A release that lacks a table and a column of today."""
    plant()
    User.objects.create(pk=KEY + 1, username="clerk", phone="13800000000")
    with transaction.atomic():
        search.put("listing", "1", "老年食堂", address="/services/1/")
    make_backup(tmp_path / "today.zip")
    older = made_older(tmp_path / "today.zip", LATER)
    without_tables(other)
    other.connect()
    restore(older, using=OTHER)
    assert migrations(other) == migrations(connection)
    assert guards.missing(other) == apart.missing(other) == []
    assert User.objects.using(OTHER).get(pk=KEY + 1).phone == "13800000000"
    notice = Notice.objects.using(OTHER).get()
    assert (notice.heading_en, notice.sentence) == ("", Notice.objects.get().sentence)
    since = [label for label in filled() if label not in look_at(older).rows]
    assert "foundation.seal" in since
    assert [label for label in filled() if label not in filled(OTHER)] == since
    found = SearchDoc.objects.using(OTHER).filter(Found(whole("老年食堂")))
    assert [doc.title for doc in found] == ["老年食堂"]
    figure(
        f"{len(filled(OTHER))} of {len(filled())} models with rows, {len(since)} younger than it",
        bound="all but the younger",
    )


def made_older(path: Path, without: list[tuple[str, str]]) -> Path:
    """The archive as the release before some migrations would have written it."""
    loader = MigrationExecutor(connection).loader
    gone = {node for later in without for node in loader.graph.backwards_plan(later)}
    then = loader.project_state([node for node in loader.graph.nodes if node not in gone]).apps
    with opened(path) as archive, written(path.with_name("older.zip")) as package:
        manifest = archive.manifest
        kept = {m._meta.label_lower: m for m in then.get_models(include_auto_created=True)}
        manifest["rows"] = {k: n for k, n in manifest["rows"].items() if k in kept}
        manifest["last_numbers"] = {k: n for k, n in manifest["last_numbers"].items() if k in kept}
        for room, name in gone:
            manifest["migrations"][room].remove(name)
        for label in manifest["rows"]:
            names, *rows = map(json.loads, archive.lines(rows_part(label)))
            fields = columns(kept[label])
            with package.part(rows_part(label)) as part:
                part.write(head(fields))
                for row in rows:
                    told = dict(zip(names, row, strict=True))
                    part.write(as_line([told[field.column] for field in fields]))
        with package.part(FILES) as part:
            part.end_of_files()
        package.finish(manifest)
    return path.with_name("older.zip")
