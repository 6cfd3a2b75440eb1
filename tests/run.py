"""`make test`: every test on SQLite and on a private PostgreSQL, with Redis and Chromium.

    python -m tests.run [pytest options]

The last lines name each real part that took part, and each that was missing with the number of
its tests. PostgreSQL is never skipped. With `REQUIRE_ALL=1` a missing part is a failure.
"""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import chromium, libreoffice, servers

# One more than the two processors of a small machine: a quarter of the time a test waits, for a
# browser, a worker or a clock.
WORKERS = 3
BASE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Round:
    """One run of pytest: its exit status, its counts and the tests skipped for each part."""

    name: str
    status: int
    counts: dict[str, int]
    missing: dict[str, int]
    seconds: float
    worked: float


def main(arguments: list[str]) -> int:
    """Start the real parts, run both rounds, say what took part. 0 only if nothing failed."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda caught, _: sys.exit(128 + caught))
    programs = servers.postgresql_programs()
    if programs is None:
        print("PostgreSQL is missing: install Debian's postgresql or requirements-dev.txt.")
        return 1
    redis_program = shutil.which("redis-server")
    with ExitStack() as stack:
        postgresql_url = stack.enter_context(servers.postgresql(programs[0]))
        environment = dict(os.environ)
        # Hundreds of processes read our code; without compiled files each would compile it.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if redis_program:
            environment["TEST_REDIS_URL"] = stack.enter_context(servers.redis_server(redis_program))
        migrate_both(postgresql_url, environment)
        rounds = [
            pytest_round("SQLite", "", arguments, environment),
            pytest_round("PostgreSQL", postgresql_url, arguments, environment),
        ]
    absent = report(rounds, programs, redis_program)
    return verdict(rounds, absent, required=os.environ.get("REQUIRE_ALL", "") not in ("", "0"))


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


def pytest_round(name: str, url: str, arguments: list[str], environment: dict[str, str]) -> Round:
    """Run pytest against one database in a process of its own, with workers of its own."""
    print(f"\n=== {name} ===", flush=True)
    with tempfile.TemporaryDirectory(prefix="portal-tests-") as folder:
        summary = Path(folder, "summary.json")
        environment = {
            **environment,
            "TEST_DATABASE_URL": url,
            "TEST_DATA_DIR": str(Path(folder, "data")),
            "TEST_SUMMARY": str(summary),
        }
        command = [sys.executable, "-m", "pytest", "-n", str(WORKERS), "--dist", "worksteal"]
        command += ["--durations=10", *arguments]
        began, worked = time.monotonic(), processor_seconds()
        status = subprocess.run(command, cwd=BASE, env=environment, check=False).returncode
        told: dict[str, Any] = {"counts": {}, "missing": {}}
        if summary.exists():
            told = json.loads(summary.read_text(encoding="utf-8"))
        took = {"seconds": time.monotonic() - began, "worked": processor_seconds() - worked}
        return Round(name, status, **took, **told)


def processor_seconds() -> float:
    """What our ended children, and theirs, have worked: the measure on a machine with others."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
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
    ):
        if program:
            print(f"took part: {name}, {version(program)}")
        else:
            absent.append(name)
            skipped = sum(done.missing.get(mark, 0) for done in rounds)
            print(f"missing: {name}; {skipped} of its tests were skipped")
    return absent


def version(program: str | Path) -> str:
    """The first line that the program says about itself."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return said.stdout.strip().split("\n")[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
