"""The runner says what took part and what was missing, and leaves nothing behind."""

import os
import signal
import sys
from pathlib import Path

import psycopg2
import pytest

from tests import chromium, libreoffice, nginx, run, servers

pytestmark = pytest.mark.sqlite  # servers of its own


def round_of(status: int = 0, used: tuple[str, ...] = (), **missing: int) -> run.Round:
    counts = {"passed": 3, "skipped": 2}
    return run.Round("SQLite", status, counts, missing, seconds=1.0, worked=1.0, used=list(used))


def programs() -> tuple[Path, str]:
    found = servers.postgresql_programs()
    assert found
    return found


def test_a_round_says_what_it_says_and_how_it_ended(capfd):
    with run.Running("SQLite", "", ["--no-such-option"], dict(os.environ)) as running:
        done = running.follow()
    said = capfd.readouterr()
    assert "unrecognized arguments: --no-such-option" in said.out
    assert (done.status, done.counts) == (4, {})
    assert done.worked > 0
    assert not running.folder.exists()


def test_a_round_that_is_left_is_stopped():
    with run.Running("SQLite", "", ["--version"], dict(os.environ)) as running:
        pass
    assert running.process.returncode == -signal.SIGKILL
    assert not running.folder.exists()


def test_missing_parts_are_named_with_the_number_of_their_tests(capsys, monkeypatch):
    monkeypatch.setattr(chromium, "path", lambda: None)
    monkeypatch.setattr(libreoffice, "path", lambda: None)
    monkeypatch.setattr(nginx, "path", lambda: None)
    rounds = [round_of(redis=2, browser=5), round_of(redis=2)]
    assert run.report(rounds, programs(), None) == ["Redis", "Chromium", "LibreOffice", "nginx"]
    said = capsys.readouterr().out
    assert "SQLite: 3 passed, 2 skipped" in said
    assert "missing: Redis; 4 of its tests were skipped" in said
    assert "missing: Chromium; 5 of its tests were skipped" in said
    assert "took part: postgres (PostgreSQL)" in said


def test_a_part_that_is_here_takes_part_only_where_a_test_asks_for_it(capsys, monkeypatch):
    for part in (chromium, libreoffice, nginx):
        monkeypatch.setattr(part, "path", lambda: sys.executable)
    assert run.report([round_of(), round_of(used=("nginx",))], programs(), sys.executable) == []
    said = capsys.readouterr().out
    assert "took part: nginx, Python" in said
    for name in ("Redis", "Chromium", "LibreOffice"):
        assert f"not needed: {name}, Python" in said


@pytest.mark.parametrize(
    ("status", "absent", "required", "expected"),
    [
        (0, [], True, 0),
        (0, ["Redis"], False, 0),
        (0, ["Redis"], True, 1),
        (1, [], False, 1),
    ],
)
def test_what_fails_the_run(status, absent, required, expected):
    assert run.verdict([round_of(), round_of(status)], absent, required=required) == expected


@pytest.mark.parametrize("find", [servers.installed_postgresql, servers.wheel_postgresql])
def test_a_private_postgresql_serves_and_is_removed(find):
    folder = find()
    if folder is None:
        assert find is servers.installed_postgresql, "the wheel is in requirements-dev.txt"
        return
    with servers.postgresql(folder) as url:
        place = Path(url.removeprefix("postgres://portal@/")).parent
        connection = psycopg2.connect(host=place, user="portal", dbname="postgres")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)
        connection.close()
    assert not place.exists()
