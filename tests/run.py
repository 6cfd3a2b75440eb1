"""`make test`: every test on SQLite and on a private PostgreSQL, with Redis and Chromium.

    python -m tests.run [pytest options]

Both rounds run side by side, because a quarter of the time a test waits, for a browser, a worker
or a clock; what the second says is shown when the first has ended.

The last lines name each real part that took part, and each that was missing with the number of
its tests. PostgreSQL is never skipped. With `REQUIRE_ALL=1` a missing part is a failure.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests import chromium, libreoffice, nginx, servers

# The processes of each round: each more loads all code and collects all tests for itself.
ROUNDS = {"SQLite": 3, "PostgreSQL": 2}
BASE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Round:
    """One run of pytest: its exit status, its counts, the tests skipped for each part, the marks of
    those that ran, and of each test what it told (`tests.handed_over`)."""

    name: str
    status: int
    counts: dict[str, int]
    missing: dict[str, int]
    seconds: float
    worked: float
    used: list[str] = field(default_factory=list)
    tests: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Parts:
    """The real parts of a run: where PostgreSQL's and Redis's programs are, and an environment."""

    postgresql: tuple[Path, str]
    redis: str | None
    environment: dict[str, str]
    urls: dict[str, str]  # of the databases, by the names of `ROUNDS`


def main(arguments: list[str]) -> int:
    """Start the real parts, run both rounds, say what took part. 0 only if nothing failed."""
    with real_parts() as parts:
        rounds = both(dict.fromkeys(ROUNDS, arguments), parts.environment, parts)
    absent = report(rounds, parts.postgresql, parts.redis)
    return verdict(rounds, absent, required=os.environ.get("REQUIRE_ALL", "") not in ("", "0"))


@contextmanager
def real_parts() -> Iterator[Parts]:
    """PostgreSQL and Redis of the run's own, and on both engines the database that tests copy."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda caught, _: sys.exit(128 + caught))
    programs = servers.postgresql_programs()
    if programs is None:
        raise SystemExit(
            "PostgreSQL is missing: install Debian's postgresql or requirements-dev.txt."
        )
    redis_program = shutil.which("redis-server")
    with ExitStack() as stack:
        postgresql_url = stack.enter_context(servers.postgresql(programs[0]))
        environment = dict(os.environ)
        # Hundreds of processes read our code; without compiled files each would compile it.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if redis_program:
            environment["TEST_REDIS_URL"] = stack.enter_context(servers.redis_server(redis_program))
        migrate_both(postgresql_url, environment)
        urls = dict(zip(ROUNDS, ("", postgresql_url), strict=True))
        yield Parts(programs, redis_program, environment, urls)


def both(arguments: dict[str, list[str]], environment: dict[str, str], parts: Parts) -> list[Round]:
    """Rounds side by side, each with its arguments."""
    with ExitStack() as stack:
        running = [
            stack.enter_context(Running(name, parts.urls[name], given, environment))
            for name, given in arguments.items()
        ]
        return [one.follow() for one in running]


def verdict(rounds: list[Round], absent: list[str], *, required: bool) -> int:
    """Print why the run failed, if it did; return the exit status."""
    failed = [done.name for done in rounds if done.status]
    if failed:
        print(f"FAILED on {' and '.join(failed)}.")
    if absent and required:
        print(f"FAILED: REQUIRE_ALL is set, and missing are: {', '.join(absent)}.")
    return 1 if failed or (absent and required) else 0


def migrate_both(postgresql_url: str, environment: dict[str, str]) -> None:
    """Make the databases that the tests copy, side by side: one processor each."""
    makers = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.migrated"],
            cwd=BASE,
            env=environment | {"TEST_DATABASE_URL": url},
        )
        for url in ("", postgresql_url)
    ]
    statuses = [maker.wait() for maker in makers]  # of both, whatever the first says
    if any(statuses):
        raise SystemExit("The migrations do not run on an empty database.")


class Running:
    """A round of pytest against one database, in a process and a folder of its own."""

    def __init__(
        self, name: str, url: str, arguments: list[str], environment: dict[str, str]
    ) -> None:
        self.name = name
        self.folder = Path(tempfile.mkdtemp(prefix="portal-tests-"))
        self.summary, self.said = self.folder / "summary.json", self.folder / "said.txt"
        command = [sys.executable, "-m", "pytest", "-n", str(ROUNDS[name]), "--dist", "worksteal"]
        command += ["--durations=10", *arguments]
        environment = {
            **environment,
            "TEST_DATABASE_URL": url,
            "TEST_DATA_DIR": str(self.folder / "data"),
            "TEST_SUMMARY": str(self.summary),
        }
        self.began = time.monotonic()
        with self.said.open("wb") as output:
            self.process = subprocess.Popen(
                command, cwd=BASE, env=environment, stdout=output, stderr=subprocess.STDOUT
            )

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *raised: object) -> None:
        if self.process.returncode is None:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def follow(self) -> Round:
        """Show what the round says until it ends, then what came of it."""
        print(f"\n=== {self.name} ===", flush=True)
        worked = None
        with self.said.open(encoding="utf-8", errors="replace") as said:
            while worked is None:
                time.sleep(0.5)
                worked = self.ended()
                print(said.read(), end="", flush=True)
        told: dict[str, Any] = {"counts": {}, "missing": {}}
        if self.summary.exists():
            told = json.loads(self.summary.read_text(encoding="utf-8"))
        took = {"seconds": time.monotonic() - self.began, "worked": worked}
        return Round(self.name, self.process.returncode, **took, **told)

    def ended(self) -> float | None:
        """Processor seconds of the round and all that it started, the measure on a machine with
        others; None while it runs."""
        pid, status, spent = os.wait4(self.process.pid, os.WNOHANG)
        if not pid:
            return None
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return spent.ru_utime + spent.ru_stime


def report(rounds: list[Round], programs: tuple[Path, str], redis_program: str | None) -> list[str]:
    """Print the closing lines; return the names of the missing parts."""
    print("\n=== Real parts ===")
    for done in rounds:
        counts = ", ".join(f"{number} {word}" for word, number in done.counts.items())
        print(f"{done.name}: {counts}, in {done.seconds:.0f} s ({done.worked:.0f} s of work)")
    print(f"took part: SQLite {sqlite3.sqlite_version}")
    print(f"took part: {version(programs[0] / 'postgres')} ({programs[1]})")
    absent = []
    for name, mark, program in (
        ("Redis", "redis", redis_program),
        ("Chromium", "browser", chromium.path()),
        ("LibreOffice", "libreoffice", libreoffice.path()),
        ("nginx", "nginx", nginx.path()),
    ):
        if program and any(mark in done.used for done in rounds):
            print(f"took part: {name}, {version(program)}")
        elif program:
            print(f"not needed: {name}, {version(program)}")
        else:
            absent.append(name)
            skipped = sum(done.missing.get(mark, 0) for done in rounds)
            print(f"missing: {name}; {skipped} of its tests were skipped")
    return absent


def version(program: str | Path) -> str:
    """The first line that the program says about itself."""
    asked = "-v" if Path(program).name == "nginx" else "--version"
    said = subprocess.run([program, asked], capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).strip().split("\n")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
