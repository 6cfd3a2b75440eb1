"""`make run`: starts in an empty folder, keeps what it has, and leaves no process behind."""

import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.servers import free_port

pytestmark = pytest.mark.sqlite  # the launcher makes its own database
PATIENCE_SECONDS = 60


def launcher(data_dir: Path, port: int) -> subprocess.Popen[str]:
    """A launcher with nothing of the tests' environment."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(data_dir), "LANG": "C.UTF-8"}
    environment |= {"DATA_DIR": str(data_dir), "PORT": str(port)}
    return subprocess.Popen(
        [sys.executable, "-m", "gaoqiao.start"],
        cwd=settings.BASE_DIR,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def running(data_dir: Path, port: int):
    """The launcher once it has said its address, with the groups of its children."""
    process = launcher(data_dir, port)
    groups: dict[str, int] = {}
    said = ""
    try:
        while "Ctrl-C stops it" not in said:
            line = process.stdout.readline()
            assert line, f"it ended: {said}"
            said += line
        groups = children_of(process.pid)
        yield process, groups, said
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE_SECONDS)
        process.stdout.close()
        for group in groups.values():
            assert not members(group), "a process was left behind"


def processes() -> list[tuple[int, int, int, str]]:
    """pid, parent, group and command of every live process."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            command = (folder / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if fields[0] != "Z":
            found.append((int(folder.name), int(fields[1]), int(fields[2]), command))
    return found


def children_of(pid: int) -> dict[str, int]:
    """The process group of the site and of the worker."""
    names = {"gunicorn": "site", "celery": "worker"}
    return {
        name: group
        for _, parent, group, command in processes()
        for word, name in names.items()
        if parent == pid and f"-m {word}" in command
    }


def members(group: int) -> list[str]:
    """The commands of the live processes of a group."""
    return [command for _, _, its_group, command in processes() if its_group == group]


def answer(port: int, path: str) -> tuple[int, str]:
    """Status and text of a page of the running site."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
        return response.status, response.read().decode()


def test_it_starts_twice_and_loses_nothing(tmp_path):
    port = free_port()
    with running(tmp_path, port) as (process, groups, said):
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
        assert stat.S_IMODE((tmp_path / "env").stat().st_mode) == 0o600
        insert_holiday(tmp_path)
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE_SECONDS) == 0

    began = time.monotonic()
    other_port = free_port()
    with running(tmp_path, other_port) as (process, groups, said):
        assert time.monotonic() - began < 30
        assert f"http://127.0.0.1:{other_port}/" in said
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
