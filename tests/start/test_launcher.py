"""`make run`: starts in an empty folder, keeps what it has, and leaves no process behind.

In `.ci/run` the folder is empty, and the demo is loaded. Else it has a database in which nobody has
worked, with all that the migrations do, and the town begins without the demo: the rest of a start
takes a quarter of the time.
"""

import os
import re
import shutil
import signal
import socket
import sqlite3
import stat
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests import migrated
from tests.launch import PATIENCE_SECONDS, launcher, running
from tests.servers import free_port

pytestmark = pytest.mark.sqlite  # the launcher makes its own database


def answer(port: int, path: str) -> tuple[int, str]:
    """Status and text of a page of the running site."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
        return response.status, response.read().decode()


def test_it_starts_twice_and_loses_nothing(tmp_path):
    told = {}
    if not os.environ.get("CI"):
        shutil.copyfile(migrated.sqlite_file(), tmp_path / "portal.sqlite3")
        told["DEMO_PASSWORD"] = ""
    port = free_port()
    with running(tmp_path, port, **told) as (process, groups, said):
        assert f"http://127.0.0.1:{port}/" in said
        assert answer(port, "/healthz") == (200, "ok")
        front_status, front = answer(port, "/")
        assert front_status == 200
        for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', front):
            assert answer(port, address)[0] == 200
        assert set(groups) == {"site", "worker"}
        assert refused(tmp_path, free_port()) == (
            "This portal is running already: its data folder is in use."
        )
        keys = (tmp_path / "env").read_text()
        password = re.search("^DEMO_PASSWORD=(.*)$", keys, re.MULTILINE)[1]
        assert_accounts(password, said, demo=not told)
        assert stat.S_IMODE((tmp_path / "env").stat().st_mode) == 0o600
        insert_holiday(tmp_path)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 0

    began = time.monotonic()
    other_port = free_port()
    with running(tmp_path, other_port) as (process, groups, said):
        assert time.monotonic() - began < 60
        assert f"http://127.0.0.1:{other_port}/" in said
        assert_accounts(password, said, demo=not told)
        assert (tmp_path / "env").read_text() == keys
        assert holidays(tmp_path) == ["kept"]
        os.killpg(groups["worker"], signal.SIGKILL)
        assert process.wait(PATIENCE_SECONDS) == 1
        assert "Stopping: the worker ended by itself" in process.stdout.read()


def test_a_port_that_is_taken_is_said_plainly(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(tmp_path, port)
    assert said.startswith(f"Port {port} on 127.0.0.1 cannot be used")
    assert not (tmp_path / "env").exists()


def refused(data_dir: Path, port: int) -> str:
    """What the launcher says when it does not start."""
    process = launcher(data_dir, port)
    said, _ = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 1
    return said.strip()


def assert_accounts(password: str, said: str, *, demo: bool) -> None:
    """The accounts are said with their password; without the demo there are none."""
    assert bool(password) is demo
    assert ("village " in said and password in said) is demo


def insert_holiday(data_dir: Path) -> None:
    """A row that must outlive the restart."""
    with closing(sqlite3.connect(data_dir / "portal.sqlite3")) as database, database:
        database.execute(
            "INSERT INTO foundation_holiday (day, is_workday, name, source)"
            " VALUES ('2099-01-01', 0, 'kept', '')"
        )


def holidays(data_dir: Path) -> list[str]:
    """The names of that day's rows."""
    with closing(sqlite3.connect(data_dir / "portal.sqlite3")) as database:
        rows = database.execute("SELECT name FROM foundation_holiday WHERE day = '2099-01-01'")
        return [name for (name,) in rows]
